/** Version of the provider, of its schema and of the SDK that is generated from it. */
export const providerVersion = "0.1.0";
