/** The schema of the components as it is checked in: inferred from their sources, as JSON text. */
export declare function componentsSchema(): string;
