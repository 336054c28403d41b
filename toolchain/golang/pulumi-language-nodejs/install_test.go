package main

import (
	"strings"
	"testing"
)

func TestNamesAVariableAfterAPackage(t *testing.T) {
	for name, want := range map[string]string{
		"@pulumi/genesyscloud": "genesyscloud",
		"@pulumi/auth-zero":    "authZero",
		"plain":                "plain",
	} {
		if got := identifier(name); got != want {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestReadsTheNameOfAPackageToLink(t *testing.T) {
	root := write(t, map[string]string{
		"sdks/thing/package.json": `{"name":"@acme/thing"}`,
		"sdks/empty/package.json": `{}`,
	})
	if got, err := packageName(root, "sdks/thing"); err != nil || got != "@acme/thing" {
		t.Errorf("got %s, %v", got, err)
	}
	if _, err := packageName(root, "sdks/empty"); err == nil || !strings.Contains(err.Error(), "no name") {
		t.Errorf("without a name: got %v", err)
	}
	if _, err := packageName(root, "sdks/missing"); err == nil {
		t.Error("missing: no error")
	}
}
