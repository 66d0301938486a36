package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkLoadAndLint shows what the whole table costs at the start of the
// program, at the program's own pace of the garbage collector.
func BenchmarkLoadAndLint(b *testing.B) {
	a := &app{}
	for b.Loop() {
		_, mistakes, err := a.linted(nil)
		require.NoError(b, err)
		require.Empty(b, mistakes)
	}
}
