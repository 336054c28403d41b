package main

import (
	"reflect"
	"testing"
)

func TestReadsTheEnginesAddressAmongOtherFlags(t *testing.T) {
	engine, showVersion, err := parseArguments([]string{"-v=9", "--logflow", "--tracing", "file:x", "127.0.0.1:1"})
	if err != nil || showVersion || engine != "127.0.0.1:1" {
		t.Errorf("got %s, %v, %v", engine, showVersion, err)
	}
}

func TestRefusesAFlagThatItDoesNotKnow(t *testing.T) {
	if _, _, err := parseArguments([]string{"--nonsense"}); err == nil {
		t.Error("no error")
	}
	if _, _, err := parseArguments([]string{"127.0.0.1:1", "127.0.0.1:2"}); err == nil {
		t.Error("two addresses: no error")
	}
}

func TestSaysWhichHostItIs(t *testing.T) {
	var output lines
	if err := serve(t.Context(), []string{"-version"}, &output, healthInterval); err != nil {
		t.Fatal(err)
	}
	if want := []string{"language host of genesys-access for Pulumi dev"}; !reflect.DeepEqual(output.all(), want) {
		t.Errorf("got %q", output.all())
	}
}
