package signatures

import (
	"embed"
	"io/fs"
)

//go:embed */*.txtar
var cases embed.FS

// BuiltinCases returns the test cases of the built-in signatures.
func BuiltinCases() fs.FS { return cases }
