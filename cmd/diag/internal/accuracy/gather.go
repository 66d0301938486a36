package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	diag "hybriddiag"
	"hybriddiag/cmd/diag/internal/casetest"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

func familyOf(id string) string {
	family, _, _ := strings.Cut(id, "-")
	return family
}

// analyze is the analysis of a case that may hold nothing readable.
func analyze(ctx context.Context, a *diag.Analyzer, at time.Time, paths ...string) (*finding.Diagnosis, error) {
	d, err := a.Analyze(ctx, diag.Case{Paths: paths}, diag.Options{At: at})
	if errors.Is(err, diag.ErrNoEvidence) {
		err = nil
	}
	return d, err
}

// fromSamples judges the samples by what each says of itself.
func fromSamples(ctx context.Context, a *diag.Analyzer, dir string) ([]judged, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "expected.json"))
	if err != nil {
		return nil, err
	}
	var out []judged
	for _, file := range files {
		var wanted []finding.Finding
		if err := readJSON(file, &wanted); err != nil {
			return nil, err
		}
		d, err := analyze(ctx, a, time.Time{}, filepath.Dir(file))
		if err != nil {
			return nil, err
		}
		j := judged{name: filepath.Base(filepath.Dir(file)), family: "none", form: "bundle", place: quiet(d)}
		if i := slices.IndexFunc(wanted, func(f finding.Finding) bool { return f.Role == finding.RootCause }); i >= 0 {
			j.family, j.place = familyOf(wanted[i].ID), placeOf(d, wanted[i].ID)
		} else if len(wanted) > 0 {
			j.family, j.place = familyOf(wanted[0].ID), placeOf(d, wanted[0].ID)
		}
		out = append(out, j)
	}
	return out, nil
}

// fromSignatures judges the positive cases beside the signatures.
func fromSignatures(ctx context.Context, lib *signatures.Library, fsys fs.FS) ([]judged, error) {
	outcomes, err := casetest.Run(ctx, lib, fsys, "")
	var out []judged
	for _, o := range outcomes {
		if !strings.HasPrefix(o.Case, "detected") {
			continue
		}
		j := judged{name: o.ID + " " + o.Case, family: familyOf(o.ID), form: "none", place: silent}
		if o.Answer != nil {
			j.place, j.form = placeOf(o.Answer, o.ID), formOf(o.Answer)
		}
		out = append(out, j)
	}
	return out, err
}

// formOf names what a case is made of by its first file that was read.
func formOf(d *finding.Diagnosis) string {
	for _, s := range d.Sources {
		if s.Format != "" {
			return s.Format
		}
	}
	return "none"
}

// report is what a rebuilt public report expects.
type report struct {
	Root     []string  `json:"root"`
	Quiet    bool      `json:"quiet"`
	Together bool      `json:"together"`
	At       time.Time `json:"at"`
}

// fromReports judges the rebuilt public reports, each file of one on its own.
func fromReports(ctx context.Context, a *diag.Analyzer) ([]judged, error) {
	dir := cmp.Or(os.Getenv("DIAG_FIELD"), filepath.Join(cmp.Or(os.Getenv("DIAG_CORPUS"), "../shared/data"), "..", "field"))
	files, err := filepath.Glob(filepath.Join(dir, "*", "expect.json"))
	if err != nil {
		return nil, err
	}
	var out []judged
	for _, file := range files {
		var want report
		if err := readJSON(file, &want); err != nil {
			return nil, err
		}
		if len(want.Root) == 0 && !want.Quiet {
			continue // it is about reading
		}
		forms, err := filepath.Glob(filepath.Join(filepath.Dir(file), "input", "*"))
		if err != nil {
			return nil, err
		}
		groups := [][]string{forms}
		if !want.Together {
			groups = slices.Collect(slices.Chunk(forms, 1))
		}
		for _, paths := range groups {
			d, err := analyze(ctx, a, want.At, paths...)
			if err != nil {
				return nil, err
			}
			j := judged{name: filepath.Base(filepath.Dir(file)) + "/" + filepath.Base(paths[0]), family: "none", form: formOf(d), place: quiet(d)}
			if len(want.Root) > 0 {
				j.family, j.place = familyOf(want.Root[0]), placeOf(d, want.Root...)
			}
			out = append(out, j)
		}
	}
	return out, nil
}

func readJSON(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}
