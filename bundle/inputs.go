package bundle

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Input is one thing that is handed in. It becomes the first element of the
// paths of its files: what Path is given by its last element, the other kinds by
// the name they are given.
type Input struct {
	name  string // in full, made to be shown
	key   string // by which the parts of one archive find each other
	short bool   // shown by the end of its name
	find  func() (found, error)
}

// found is what an input turns out to be: a folder, a file, a file that can be
// read only once, or nothing of these.
type found struct {
	tree fs.FS
	file content
	once io.Reader
	info os.FileInfo // of what is on disk
}

// Path is a zip, folder or single file on disk. It is looked at when the walk
// comes to it.
func Path(path string) Input {
	name := `""`
	if path != "" {
		name = path
		if abs, err := filepath.Abs(path); err == nil {
			name = abs
		}
		name, _ = cleanName(filepath.ToSlash(name), maxInputName)
	}
	return Input{name: name, key: path, short: true, find: func() (found, error) {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return found{}, err
		case info.IsDir():
			return found{tree: diskFolder(path), info: info}, nil
		case info.Mode().IsRegular():
			return found{file: onDisk(path).content(info.Size()), info: info}, nil
		}
		return found{info: info}, nil
	}}
}

// Paths makes inputs of paths.
func Paths(paths ...string) []Input {
	inputs := make([]Input, len(paths))
	for i, path := range paths {
		inputs[i] = Path(path)
	}
	return inputs
}

// FS is a folder in another file system than that of the disk. Its links are
// not followed. Files that implement io.ReaderAt are read in place; of others,
// archives are kept aside while they are read.
func FS(name string, tree fs.FS) Input { return named(name, found{tree: tree}) }

// ReaderAt is one file, as an upload or an object in a store. r must allow
// parallel reads for as long as the files of the case are used.
func ReaderAt(name string, r io.ReaderAt, size int64) Input {
	return named(name, found{file: section(func() (readerAt, error) { return nopCloserAt{r}, nil }, 0, size)})
}

// Stream is one file that can be read only once, as standard input: the walk
// keeps it aside, in memory or in the temporary file. It serves one Walk.
func Stream(name string, r io.Reader) Input { return named(name, found{once: r}) }

// named is an input that the caller names. No path on disk begins like its key.
func named(name string, is found) Input {
	name, _ = cleanName(name, maxInputName)
	return Input{name: name, key: "//" + name, find: func() (found, error) { return is, nil }}
}

// maxInputName bounds the name of an input: the longest path of Windows.
const maxInputName = 1 << 16

// Size returns how many bytes the inputs have, as far as that is known before
// they are read: for progress.
func Size(inputs []Input) int64 {
	var total int64
	for _, in := range inputs {
		if f, err := in.find(); err == nil {
			total += max(f.file.size, 0) + treeSize(f.tree)
		}
	}
	return total
}

func treeSize(tree fs.FS) int64 {
	var total int64
	if tree == nil {
		return 0
	}
	_ = fs.WalkDir(tree, ".", func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				total += info.Size()
			}
		}
		return nil // what cannot be read is told by the walk
	})
	return total
}

// inputNames returns what the inputs are called in the case: the last element
// of a path, and as many of the folders above it as tell inputs of the same name
// apart; other inputs as they are named.
func inputNames(inputs []Input) []string {
	names, left := make([]string, len(inputs)), 0
	for i, in := range inputs {
		if names[i] = in.name; in.short {
			names[i], left = "", left+1
		}
	}
	for n := 1; left > 0; n++ {
		owner, shared := map[string]string{}, map[string]bool{}
		for _, in := range inputs {
			t := tail(in.name, n)
			if first, ok := owner[t]; ok && first != in.name {
				shared[t] = true
			}
			owner[t] = in.name
		}
		for i, in := range inputs {
			if t := tail(in.name, n); names[i] == "" && (!shared[t] || t == in.name) {
				names[i], left = t, left-1
			}
		}
	}
	return names
}

// tail returns the last n elements of a name.
func tail(name string, n int) string {
	at := len(name)
	for range n {
		if at = strings.LastIndexByte(name[:at], '/'); at < 0 {
			return name
		}
	}
	return name[at+1:]
}
