package diag_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/bundle"
	"hybriddiag/finding"
)

const sample = "samples/entra-connect-tls12-disabled"

// packed returns a zip of a folder, and the same zip inside another one.
func packed(t *testing.T, folder string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	require.NoError(t, w.AddFS(os.DirFS(folder)))
	require.NoError(t, w.Close())
	return b.Bytes()
}

func wrapped(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create(name)
	require.NoError(t, err)
	_, err = f.Write(content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// result is the diagnosis without what may differ from run to run.
func result(t *testing.T, a *diag.Analyzer, c diag.Case) string {
	t.Helper()
	d, err := a.Analyze(t.Context(), c, diag.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, d.Findings)
	d.Statistics = finding.Statistics{}
	out, err := json.MarshalIndent(d, "", " ")
	require.NoError(t, err)
	return string(out)
}

func TestAnUploadIsDiagnosedLikeTheFileOnDisk(t *testing.T) {
	a, err := diag.NewAnalyzer(nil)
	require.NoError(t, err)
	inside := wrapped(t, "server.zip", packed(t, sample))
	path := filepath.Join(t.TempDir(), "upload.zip")
	require.NoError(t, os.WriteFile(path, inside, 0o600))
	want := result(t, a, diag.Case{Paths: []string{path}})
	require.Contains(t, want, `"upload.zip!/server.zip!/`)

	upload := bundle.ReaderAt("upload.zip", bytes.NewReader(inside), int64(len(inside)))
	require.Equal(t, want, result(t, a, diag.Case{Inputs: []bundle.Input{upload}}), "at any place")
	once := bundle.Stream("upload.zip", bytes.NewReader(inside))
	require.Equal(t, want, result(t, a, diag.Case{Inputs: []bundle.Input{once}}), "once")
}

func TestAFileSystemIsDiagnosedLikeTheFolderOnDisk(t *testing.T) {
	a, err := diag.NewAnalyzer(nil)
	require.NoError(t, err)
	want := result(t, a, diag.Case{Paths: []string{sample}})
	files := bundle.FS(filepath.Base(sample), os.DirFS(sample))
	require.Equal(t, want, result(t, a, diag.Case{Inputs: []bundle.Input{files}}))
}

func TestALimitThatIsHitMakesTheCaseIncomplete(t *testing.T) {
	for name, tt := range map[string]struct {
		limits bundle.Limits
		code   string
	}{
		"files":          {bundle.Limits{Entries: 2}, bundle.CodeLimitCount},
		"nesting":        {bundle.Limits{Depth: 1}, bundle.CodeLimitDepth},
		"one file":       {bundle.Limits{Entry: 100}, bundle.CodeLimitEntry},
		"unpacked bytes": {bundle.Limits{Produced: 1000}, bundle.CodeLimitOutput},
	} {
		t.Run(name, func(t *testing.T) {
			inside := wrapped(t, "server.zip", packed(t, sample))
			c := diag.Case{Inputs: []bundle.Input{bundle.ReaderAt("upload.zip", bytes.NewReader(inside), int64(len(inside)))}}
			d, _ := diag.Analyze(t.Context(), c, diag.Options{Limits: tt.limits})
			require.False(t, d.Complete)
			var codes []string
			for _, r := range d.Reasons {
				codes = append(codes, r.Code)
			}
			require.Contains(t, codes, tt.code)
		})
	}
}

func TestEveryQuestionSeesTheSameFiles(t *testing.T) {
	cut := packed(t, "samples/hcw-winhttp-tls10")
	c := diag.Case{
		Paths:  []string{sample, "no-such-file.zip"},
		Inputs: []bundle.Input{bundle.ReaderAt("cut.zip", bytes.NewReader(cut[:len(cut)-30]), int64(len(cut)-30))},
	}
	d, err := diag.Analyze(t.Context(), c, diag.Options{})
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(d.Reasons), 2)
	inv, err := diag.TakeInventory(t.Context(), c, diag.Options{})
	require.NoError(t, err)
	require.Equal(t, d.Sources, inv.Sources)
	require.Equal(t, d.Hosts, inv.Hosts)
	require.Equal(t, d.Reasons, inv.Reasons)
	story, err := diag.ReadTLS(t.Context(), c, diag.Options{})
	require.NoError(t, err)
	require.Equal(t, d.Reasons, story.Reasons)
	var events bytes.Buffer
	reasons, err := diag.WriteEvents(t.Context(), &events, c, diag.EventFilter{}, diag.Options{})
	require.NoError(t, err)
	require.Equal(t, d.Reasons, reasons)
	for _, s := range d.Sources {
		if s.Format == "evtx" {
			require.Contains(t, events.String(), `"path":"`+s.Path+`"`)
		}
	}
}

func TestEveryQuestionEndsWithItsContext(t *testing.T) {
	for name, ask := range map[string]func(context.Context, diag.Case, diag.Options) error{
		"analyze": func(ctx context.Context, c diag.Case, o diag.Options) error {
			_, err := diag.Analyze(ctx, c, o)
			return err
		},
		"inventory": func(ctx context.Context, c diag.Case, o diag.Options) error {
			_, err := diag.TakeInventory(ctx, c, o)
			return err
		},
		"tls": func(ctx context.Context, c diag.Case, o diag.Options) error {
			_, err := diag.ReadTLS(ctx, c, o)
			return err
		},
		"events": func(ctx context.Context, c diag.Case, o diag.Options) error {
			_, err := diag.WriteEvents(ctx, io.Discard, c, diag.EventFilter{}, o)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			long := strings.Repeat("MSI (s) (A0:5C) [10:20:30:123]: Executing op: ActionStart\r\n", 1<<20)
			head := "=== Verbose logging started: 6/1/2024  10:20:30  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\system32\\msiexec.exe ===\r\n"
			c := diag.Case{Inputs: []bundle.Input{bundle.ReaderAt("install.log", strings.NewReader(head+long), int64(len(head)+len(long)))}}
			var read int64
			progress := func(done, total int64) {
				read = done
				require.Equal(t, int64(len(head)+len(long)), total)
				cancel()
			}
			require.ErrorIs(t, ask(ctx, c, diag.Options{Progress: progress}), context.Canceled)
			require.Less(t, read, int64(1<<20))
		})
	}
}
