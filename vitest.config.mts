import { defineConfig } from "vitest/config";

const everyTest = "test/**/*.test.ts";
const endToEnd = "test/**/*.e2e.test.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [everyTest],
          exclude: [endToEnd, "**/node_modules/**"],
          environment: "node",
          globalSetup: ["toolchain/vitest/build.ts"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: [endToEnd],
          exclude: ["**/node_modules/**"],
          environment: "node",
          globalSetup: ["toolchain/vitest/engine.ts"],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
