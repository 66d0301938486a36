// Package bundle turns what a user hands in into one stream of files: zips,
// folders and single files, and the archives inside them.
//
//	Input… ──► Walk ──► File{Path, Open} ──► Reader{Read, Problems}
//
//	zip      index or, when it is cut or lies, local headers; ZipCrypto and AES
//	cab      stored, MSZIP, LZX          7z     with passwords
//	tar      also inside gz, bz2, xz     gz, bz2, xz   one file each
//
// What a file is decides its content, not its name. Nothing is extracted by
// name: a name is only part of a display path such as
// "collected.zip!/EVENTLOG/Application.evtx". Bytes are not written to disk,
// except that an archive inside an archive which is too large for memory goes
// to a temporary file that has no name and is gone when the program ends.
//
// Everything that costs is under a budget (Limits), and what could not be read
// is said: as a File with Skip set, as a Problem of Walk, or as a Problem of
// the Reader. One bad entry never costs its neighbour.
package bundle

import (
	"context"
	"io/fs"
	"path"
)

// Options of a Walk.
type Options struct {
	Passwords []string // tried in this order on every encrypted archive
	// Wanted reports by its name and first bytes whether a file may be evidence;
	// nil means every file. Of a large member of a tar, cab or 7z that is not
	// wanted only the first HoldMember bytes are kept.
	Wanted func(name string, head []byte) bool
	Limits Limits
}

// Limits bounds what a case may cost. A zero field means its default.
type Limits struct {
	Input      int64 // bytes of all inputs on disk; 20 GiB
	Produced   int64 // bytes handed out or unpacked in all; 40 GiB
	Entry      int64 // bytes of one file; 16 GiB
	Entries    int   // files and folders in all; 100,000
	Depth      int   // archives inside archives; 4
	Idle       int64 // bytes a decompressor may take in without giving one; 16 MiB
	Skipped    int64 // bytes unpacked of members that are no evidence, only to get past them; 1 GiB
	Spool      int64 // bytes of the temporary file; 1 GiB
	Index      int64 // bytes of one zip's central directory; 64 MiB
	Name       int   // bytes of one name; 4 KiB
	HoldMember int64 // bytes of a member of a tar, cab or 7z held in memory; 8 MiB
	HoldNested int64 // bytes of an archive inside an archive held in memory; 32 MiB
}

// DefaultLimits returns the limits of the command line.
func DefaultLimits() Limits {
	return Limits{
		Input:      20 << 30,
		Produced:   40 << 30,
		Entry:      16 << 30,
		Entries:    100_000,
		Depth:      4,
		Idle:       16 << 20,
		Skipped:    1 << 30,
		Spool:      1 << 30,
		Index:      64 << 20,
		Name:       4 << 10,
		HoldMember: 8 << 20,
		HoldNested: 32 << 20,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, f := range [...]struct{ v, def *int64 }{
		{&l.Input, &d.Input},
		{&l.Produced, &d.Produced},
		{&l.Entry, &d.Entry},
		{&l.Idle, &d.Idle},
		{&l.Skipped, &d.Skipped},
		{&l.Spool, &d.Spool},
		{&l.Index, &d.Index},
		{&l.HoldMember, &d.HoldMember},
		{&l.HoldNested, &d.HoldNested},
	} {
		if *f.v <= 0 {
			*f.v = *f.def
		}
	}
	for _, f := range [...]struct{ v, def *int }{
		{&l.Entries, &d.Entries}, {&l.Depth, &d.Depth}, {&l.Name, &d.Name},
	} {
		if *f.v <= 0 {
			*f.v = *f.def
		}
	}
	return l
}

// Summary says what a Walk has seen.
type Summary struct {
	Inputs     []string // display names of the inputs, in the order given
	InputBytes int64    // their size on disk
	Files      int      // files passed to visit, skipped ones included
	Skipped    int      // of these, files that cannot be opened
	Archives   int      // archives opened
}

// File is one file of the case. Path is unique in the case.
type File struct {
	// Path is the place in the case, made to be shown: '/' between folders, '!/'
	// between an archive and its member, no backslash, no control characters.
	Path string
	// Name is the last element of the name as it was given, without the "#2"
	// that makes a Path unique: what a format may be recognised by.
	Name string
	// Size is what the headers claim, -1 when unknown. Do not allocate by it.
	Size int64
	// Skip says why the file cannot be read; nil for a readable one.
	Skip *Problem
	// Problems are known before the file is opened, e.g. that it is cut.
	Problems []Problem

	content content
	beside  beside
	walker  *walker
}

// Open starts reading the file from its first byte. It may be called any number
// of times, from any goroutine, also after Walk has returned. The Reader must
// be closed.
func (f File) Open() (*Reader, error) {
	if f.Skip != nil {
		return nil, f.Skip
	}
	return f.walker.open(f.Path, f.content)
}

// Beside returns the file of that name, whatever its case, in the same folder of
// a tree or of a zip. The error is fs.ErrNotExist when there is none, also for a
// member of a tar, cab or 7z, which come one after the other. Only Path, Name,
// Size and Open of the file are of use.
func (f File) Beside(name string) (File, error) {
	if f.beside == nil {
		return File{}, fs.ErrNotExist
	}
	c, ok := f.beside(name)
	if !ok {
		return File{}, fs.ErrNotExist
	}
	p := path.Join(path.Dir(f.Path), name)
	return File{Path: p, Name: name, Size: c.size, content: c, walker: f.walker}, nil
}

// beside returns the content of another file of a folder.
type beside func(name string) (content, bool)

// NamedArchive reports whether the name is that of an archive. When the content
// was that of one, the file has not come to visit, except to be skipped.
func (f File) NamedArchive() bool { return f.Skip == nil && namedArchive(f.Name) }

// Walk visits every file of the inputs, in the order of the inputs and, within
// one, in the order of the archive or sorted by name. It calls visit from one
// goroutine; visit may pass the File on. A File keeps what it needs to be read
// (at most Limits.HoldMember bytes of its own, or the archive around it), so a
// caller that keeps memory small does not collect them.
//
// The problems are those of the inputs and archives, and of skipped files; those
// with Loss mean that the case is incomplete. Only ctx or visit end the walk
// early, and their error is the one returned.
func Walk(ctx context.Context, inputs []Input, opt Options, visit func(File) error) ([]Problem, Summary, error) {
	w := newWalker(ctx, opt, visit)
	err := w.walk(inputs)
	return w.problems.list(), w.summary, err
}
