// Package casetest runs the cases that lie beside the signatures: small bundles
// in text form that must or must not be detected.
//
//	-- detected-<words>/<path> --   a file of a case in which the signature must be found
//	-- detected-<words>/want --     optional expectations of that case, one a line
//	-- not-<words>/<path> --        a file of a near miss
//
// A file <name>.hive is the description of a registry hive, see hive.
//
// Expectations are `role R`, `severity S`, `confidence C` and `caused_by ID` of
// the finding, `first_step TEXT` that its first step holds in English, `also ID` and `absent ID` of others in the same case, and
// `check LIST.STEP OUTCOME` of its check lists.
package casetest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
	"golang.org/x/tools/txtar"

	diag "hybriddiag"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// Outcome is the result of one case.
type Outcome struct {
	ID     string
	Case   string
	Err    error // nil when the case holds
	Answer *finding.Diagnosis
}

// Run runs the cases of every signature file in fsys with the library, several
// at once. only limits it to ids with that prefix.
func Run(ctx context.Context, lib *signatures.Library, fsys fs.FS, only string) ([]Outcome, error) {
	a, err := diag.NewAnalyzer(lib)
	if err != nil {
		return nil, err
	}
	all, err := cases(fsys, only)
	if err != nil {
		return nil, err
	}
	out := make([]Outcome, len(all))
	var workers errgroup.Group
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for i, c := range all {
		workers.Go(func() error {
			d, err := c.run(ctx, a)
			out[i] = Outcome{c.id, c.name, err, d}
			return nil // a failed case is an outcome
		})
	}
	_ = workers.Wait()
	return out, ctx.Err()
}

// testCase is one case of a signature.
type testCase struct {
	id, name string
	files    []txtar.File
	err      error // why it cannot be run
}

// cases returns the cases of fsys in the order of their names.
func cases(fsys fs.FS, only string) ([]testCase, error) {
	var out []testCase
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".txtar" {
			return err
		}
		id, ok := idOf(name)
		if !ok || !strings.HasPrefix(id, only) {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		out = append(out, casesOf(id, data)...)
		return err
	})
	return out, err
}

// idOf returns the id that a file TLS-002-words.txtar is about.
func idOf(name string) (string, bool) {
	parts := strings.SplitN(path.Base(name), "-", 3)
	if len(parts) < 3 {
		return "", false
	}
	return parts[0] + "-" + parts[1], true
}

func casesOf(id string, data []byte) []testCase {
	folders := map[string][]txtar.File{}
	for _, f := range txtar.Parse(data).Files {
		folder, rest, ok := strings.Cut(f.Name, "/")
		if !ok {
			return []testCase{{id: id, name: f.Name, err: errors.New("the file lies in no folder; wanted detected-…/ or not-…/")}}
		}
		folders[folder] = append(folders[folder], txtar.File{Name: rest, Data: f.Data})
	}
	var out []testCase
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		out = append(out, testCase{id: id, name: name, files: folders[name]})
	}
	return out
}

func (c testCase) run(ctx context.Context, a *diag.Analyzer) (*finding.Diagnosis, error) {
	if c.err != nil {
		return nil, c.err
	}
	dir, err := os.MkdirTemp("", "diag-case-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	want, err := c.write(dir)
	if err != nil {
		return nil, err
	}
	d, err := a.Analyze(ctx, diag.Case{Paths: []string{dir}}, diag.Options{Jobs: 1})
	if err != nil {
		return nil, err
	}
	return d, check(d, c.id, c.name, want)
}

// write puts the files of the case into a folder and returns what is expected.
func (c testCase) write(dir string) (want string, err error) {
	for _, f := range c.files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		if !filepath.IsLocal(f.Name) {
			return "", fmt.Errorf("file name %q leads out of the case", f.Name)
		}
		if path.Ext(f.Name) == ".hive" {
			if f.Data, err = hive(string(f.Data)); err != nil {
				return "", err
			}
		}
		to := filepath.Join(dir, f.Name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, f.Data, 0o644)); err != nil {
			return "", err
		}
	}
	return want, nil
}

func check(d *finding.Diagnosis, id, name, want string) error {
	f := find(d, id)
	switch {
	case strings.HasPrefix(name, "detected"):
		if f == nil {
			return fmt.Errorf("not detected; found %s; sources %s", ids(d), sources(d))
		}
		return expect(d, f, want)
	case strings.HasPrefix(name, "not-"):
		if f != nil {
			return fmt.Errorf("detected as %s %s %s: %s", f.Severity, f.Confidence, f.Role, f.Evidence[0].Excerpt.En)
		}
		for _, s := range d.Sources {
			if s.Status == finding.Unknown {
				return fmt.Errorf("nobody reads %s, so the near miss proves nothing", path.Base(s.Path))
			}
		}
		return expect(d, &finding.Finding{}, want)
	}
	return errors.New("the folder's name begins with neither detected nor not-")
}

// expect holds the finding and the rest of the diagnosis against the lines of
// the file want.
func expect(d *finding.Diagnosis, f *finding.Finding, want string) error {
	for line := range strings.Lines(want) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		var have []string
		switch key {
		case "":
			continue
		case "role":
			have = []string{string(f.Role)}
		case "severity":
			have = []string{string(f.Severity)}
		case "confidence":
			have = []string{string(f.Confidence)}
		case "caused_by":
			have = f.CausedBy
		case "first_step":
			if len(f.Steps) == 0 || !strings.Contains(f.Steps[0].En, value) {
				return fmt.Errorf("the first step of %v does not hold %q", f.Steps, value)
			}
			continue
		case "also", "absent":
			if (find(d, value) != nil) != (key == "also") {
				return fmt.Errorf("wanted %s %s; found %s", key, value, ids(d))
			}
			continue
		case "check":
			var id string
			id, value, _ = strings.Cut(value, " ")
			key, have = "check "+id, outcomes(d, id)
		default:
			return fmt.Errorf("unknown expectation %q", key)
		}
		if !slices.Contains(have, value) {
			return fmt.Errorf("%s is %q, wanted %q; found %s", key, have, value, ids(d))
		}
	}
	return nil
}

// outcomes returns what a step of a check list gave, one outcome a host.
func outcomes(d *finding.Diagnosis, id string) (out []string) {
	for i := range d.Checks {
		if d.Checks[i].ID == id {
			out = append(out, string(d.Checks[i].Outcome))
		}
	}
	return out
}

func find(d *finding.Diagnosis, id string) *finding.Finding {
	for i := range d.Findings {
		if d.Findings[i].ID == id {
			return &d.Findings[i]
		}
	}
	return nil
}

func ids(d *finding.Diagnosis) string {
	var out []string
	for _, f := range d.Findings {
		out = append(out, f.ID)
	}
	return fmt.Sprintf("%v", out)
}

func sources(d *finding.Diagnosis) string {
	var out []string
	for _, s := range d.Sources {
		out = append(out, fmt.Sprintf("%s (%s, %s, %d records)", path.Base(s.Path), s.Format, s.Status, s.Records))
	}
	return strings.Join(out, ", ")
}
