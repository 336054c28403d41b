import type { PermissionRequest } from "../args";

/** Arguments of {@link PerformanceViews}. */
export interface PerformanceViewsArgs {
  /** Name of the role in Genesys Cloud. Default: the component's name. */
  roleName?: string;
  /** What the role is for. Default: empty. */
  description?: string;
  /** Views: `dashboards`, `contact-center`, `agents-status`, `interactions`, `recordings`, `own-recordings`. */
  views: string[];
  /** What is shown of recordings in the views: `screen`, `audio`, or both. Default: none. */
  recordings?: string[];
  /** Grants the `ui:*` permissions of the views too. Their spelling is not confirmed. Default: `false`. */
  uiPermissions?: boolean;
  /** Permissions beside those of the views. Default: none. */
  permissions?: PermissionRequest[];
  /** Whether a destroy must lift the protection first. Default: `true`. */
  protect?: boolean;
}
