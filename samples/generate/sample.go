package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// sample is one bundle: the files of the archive samples/<name>/<archive>.
type sample struct {
	name    string
	archive string
	packed  time.Time // when the collector packed the files
	files   []file
}

// file is a file of a bundle; content may fail, so that a story reads as a list.
type file struct {
	path    string
	content func() ([]byte, error)
}

// writeAll writes the archives of all stories below dir.
func writeAll(dir string) error {
	for _, s := range stories() {
		b, err := s.zip()
		if err != nil {
			return err
		}
		folder := filepath.Join(dir, s.name)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, s.archive), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// zip packs the files in their order.
func (s sample) zip() ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range s.files {
		content, err := f.content()
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", s.name, f.path, err)
		}
		member, err := w.CreateHeader(&zip.FileHeader{Name: f.path, Method: zip.Deflate, Modified: s.packed})
		if err != nil {
			return nil, err
		}
		if _, err := member.Write(content); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// below puts a folder before the paths of files.
func below(folder string, files ...file) []file {
	out := make([]file, len(files))
	for i, f := range files {
		out[i] = file{folder + f.path, f.content}
	}
	return out
}

// inner is an archive in the archive: what one computer's collector made.
func inner(name string, packed time.Time, prefix string, files ...file) file {
	return file{name, sample{name: name, packed: packed, files: below(prefix, files...)}.zip}
}
