package signatures

import (
	"embed"
	"io/fs"
)

//go:embed *.yaml codes.tsv */*.yaml
var builtin embed.FS

// Builtin returns the files of the built-in library.
func Builtin() fs.FS { return builtin }
