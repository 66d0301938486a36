package signatures

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/sync/errgroup"

	"hybriddiag/products"
)

// Library is the whole known-issue table.
type Library struct {
	Signatures []*Signature // ordered by id
	Products   products.Table
	Collect    []Collectable
	Versions   Versions
	Channels   Channels
	Checks     []CheckList
	Codes      Codes
	Hash       string // SHA-256 of the files the signatures came from
}

// Get returns the signature of that id, or nil.
func (l *Library) Get(id string) *Signature {
	for _, s := range l.Signatures {
		if strings.EqualFold(s.ID, id) {
			return s
		}
	}
	return nil
}

// LoadBuiltin reads the built-in library, with the table of products.
func LoadBuiltin() (*Library, error) {
	lib, err := Load(builtin)
	if err != nil {
		return nil, err
	}
	lib.Products = products.Builtin()
	sum := sha256.Sum256(fmt.Appendf(nil, "%s%+v", lib.Hash, lib.Products))
	lib.Hash = hex.EncodeToString(sum[:])
	return lib, nil
}

// Error is a mistake in a file of the library.
type Error struct {
	File string
	Line int
	Err  error
}

// Error implements error.
func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
}

// Unwrap returns the mistake itself.
func (e *Error) Unwrap() error { return e.Err }

// Load reads a library from a folder laid out as the package comment says. All
// mistakes are reported together. The parts beside the signatures may be
// missing, as in a user's own folder of signatures.
func Load(fsys fs.FS) (*Library, error) {
	files, err := tableFiles(fsys)
	if err != nil {
		return nil, err
	}
	each(len(files), func(i int) { files[i].decode() })
	lib := &Library{Hash: hashOf(files)}
	seen := map[string]*Signature{}
	var errs []error
	for _, f := range files {
		errs = append(errs, f.err, lib.take(f, seen))
	}
	slices.SortFunc(lib.Signatures, func(a, b *Signature) int { return strings.Compare(a.ID, b.ID) })
	lib.nameServices()
	return lib, errors.Join(errs...)
}

// tableFiles reads all files of a library.
func tableFiles(fsys fs.FS) ([]*tableFile, error) {
	var files []*tableFile
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isTable(name) {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files = append(files, &tableFile{name: name, data: data})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading signatures: %w", err)
	}
	return files, nil
}

// isTable reports whether a file is a part of a library; cases and texts lie
// beside them.
func isTable(name string) bool {
	switch path.Ext(name) {
	case ".yaml", ".yml", ".tsv":
		return true
	}
	return false
}

// hashOf identifies a library by the names and contents of its files.
func hashOf(files []*tableFile) string {
	hash := sha256.New()
	for _, f := range files {
		fmt.Fprintf(hash, "%s\n%x\n", f.name, f.sum)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// tableFile is one file of a library and what it holds.
type tableFile struct {
	name string
	data []byte
	sum  [sha256.Size]byte
	part any
	err  error
}

// each does n things, several at once.
func each(n int, do func(i int)) {
	var workers errgroup.Group
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		workers.Go(func() error {
			do(i)
			return nil
		})
	}
	_ = workers.Wait()
}

func (f *tableFile) decode() {
	f.sum = sha256.Sum256(f.data)
	if f.name == "codes.tsv" {
		f.part, f.err = readCodes(f.name, f.data)
		return
	}
	if f.part = f.newPart(); f.part == nil {
		return
	}
	if f.err = decodeFile(f.name, f.data, f.part); f.err != nil {
		f.part = nil
	}
}

// newPart returns what the YAML of the file is decoded into, nil when it holds
// none.
func (f *tableFile) newPart() any {
	switch {
	case path.Ext(f.name) == ".tsv":
		return nil
	case f.name == "products.yaml":
		return &products.Table{}
	case f.name == "collect.yaml":
		return &[]Collectable{}
	case f.name == "channels.yaml":
		return &Channels{}
	case f.name == "versions.yaml":
		return &Versions{}
	case strings.HasPrefix(f.name, "checks/"):
		return &CheckList{}
	}
	return &Signature{File: f.name, lines: topLines(f.data)}
}

// take puts what a file holds into its place.
func (l *Library) take(f *tableFile, seen map[string]*Signature) error {
	switch p := f.part.(type) {
	case *products.Table:
		l.Products = *p
	case *[]Collectable:
		l.Collect = *p
	case *Channels:
		l.Channels = *p
	case *Versions:
		l.Versions = *p
	case Codes:
		l.Codes = p
	case *CheckList:
		l.Checks = append(l.Checks, *p)
	case *Signature:
		if old := seen[p.ID]; old != nil {
			return &Error{f.name, p.Line("id"), fmt.Errorf("id %s is already used by %s", p.ID, old.File)}
		}
		seen[p.ID] = p
		l.Signatures = append(l.Signatures, p)
	}
	return nil
}

// Merge returns a library with the signatures of extra on top of those of l.
// An id of both is taken from extra.
func (l *Library) Merge(extra *Library) *Library {
	out := *l
	out.Signatures = nil
	for _, s := range l.Signatures {
		if extra.Get(s.ID) == nil {
			out.Signatures = append(out.Signatures, s)
		}
	}
	out.Signatures = append(out.Signatures, extra.Signatures...)
	slices.SortFunc(out.Signatures, func(a, b *Signature) int { return strings.Compare(a.ID, b.ID) })
	out.Collect = append(slices.Clone(l.Collect), extra.Collect...)
	out.Checks = append(slices.Clone(l.Checks), extra.Checks...)
	out.Products = append(slices.Clone(l.Products), extra.Products...)
	sum := sha256.Sum256([]byte(l.Hash + extra.Hash))
	out.Hash = hex.EncodeToString(sum[:])
	return &out
}

// decodeFile decodes one YAML document strictly and puts file and line into the
// error.
func decodeFile(name string, data []byte, dst any) error {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	err := dec.Decode(dst)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF):
		return &Error{name, 0, errors.New("the file is empty")}
	}
	var at *placed
	if errors.As(err, &at) {
		return &Error{name, at.line, at.err}
	}
	var te *yaml.TypeError
	if errors.As(err, &te) && len(te.Errors) > 0 {
		return &Error{name, lineOf(te.Errors[0]), errors.New(strings.Join(te.Errors, "; "))}
	}
	return &Error{name, lineOf(err.Error()), err}
}

// lineOf finds the number in "line 12: …".
func lineOf(msg string) int {
	n := 0
	if i := strings.Index(msg, "line "); i >= 0 {
		fmt.Sscanf(msg[i:], "line %d", &n)
	}
	return n
}

// placed is an error with the line it is about.
type placed struct {
	line int
	err  error
}

func (p *placed) Error() string { return fmt.Sprintf("line %d: %v", p.line, p.err) }
func (p *placed) Unwrap() error { return p.err }

func lineErr(n *yaml.Node, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	var p *placed
	if errors.As(err, &p) {
		return p
	}
	return &placed{n.Line, err}
}

// topLines finds the line of every top-level key.
func topLines(data []byte) map[string]int {
	lines := map[string]int{}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if key, _, ok := bytes.Cut(line, []byte(":")); ok && len(key) > 0 && key[0] >= 'a' && key[0] <= 'z' {
			lines[string(key)] = n
		}
	}
	return lines
}
