package diag

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/bundle"
	"hybriddiag/finding"
	"hybriddiag/parsers"
)

// reader is a parser that reads up to so many bytes and finds what it is told.
type reader struct {
	format string
	most   int64
	finds  parsers.Result
	got    *[]byte
}

func (r reader) Format() string                        { return r.format }
func (reader) Detect(*parsers.Head) parsers.Likelihood { return parsers.Structure }

func (r reader) Parse(_ context.Context, in parsers.Input, _ parsers.Sink) (parsers.Result, error) {
	b, err := io.ReadAll(io.LimitReader(in.R, r.most))
	if r.got != nil {
		*r.got = b
	}
	return r.finds, err
}

// handOn walks one deflated file of a zip and lets the parsers read it in turn.
func handOn(t *testing.T, text string, ranked ...parsers.Parser) (f *file, progress int64) {
	t.Helper()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	in, err := z.Create("a.txt")
	require.NoError(t, err)
	_, err = io.WriteString(in, text)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	upload := bundle.ReaderAt("x.zip", bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	w := &walk{opt: Options{Progress: func(done, _ int64) { progress = done }}}
	_, _, err = bundle.Walk(t.Context(), []bundle.Input{upload}, bundle.Options{}, func(b bundle.File) error {
		f = newFile(b.Path)
		f.sink = &tlsRows{}
		c, err := w.open(b)
		require.NoError(t, err)
		defer c.close()
		f.readAs(t.Context(), ranked, c)
		f.bytes = c.bytes
		return nil
	})
	require.NoError(t, err)
	return f, progress
}

func TestAFileInWhichAReaderFoundNothingGoesWholeToTheNext(t *testing.T) {
	var line strings.Builder
	for i := range 40 {
		line.WriteString(strings.Repeat(string(rune('a'+i%26)), 25) + "\n")
	}
	for name, size := range map[string]int{
		"shorter than a head": 1000, "as long as a head": parsers.HeadSize, "longer": parsers.HeadSize + 1, "long": 5 << 20,
	} {
		for early, most := range map[string]int64{"all was read": 1 << 30, "only a part was read": 10} {
			t.Run(name+", "+early, func(t *testing.T) {
				text := strings.Repeat(line.String(), size/line.Len()+1)[:size]
				var got []byte
				f, progress := handOn(t, text, reader{format: "first", most: most}, reader{format: "second", most: most},
					reader{format: "third", most: 1 << 30, got: &got, finds: parsers.Result{Records: 1}}, reader{format: "fourth"})
				require.Equal(t, sha256.Sum256([]byte(text)), sha256.Sum256(got))
				require.Equal(t, "third", f.Format)
				require.Equal(t, finding.Read, f.Status)
				require.Equal(t, int64(size), f.bytes)
				require.Equal(t, int64(size), progress, "no byte is counted twice")
			})
		}
	}
}

func TestAReaderThatOnlyLostSomethingKeepsTheFileWhenNoOtherFindsAnything(t *testing.T) {
	damaged := parsers.Result{Problems: []parsers.Problem{{Loss: true}}}
	f, _ := handOn(t, "text", reader{format: "damaged", finds: damaged}, reader{format: "other"})
	require.Equal(t, "damaged", f.Format)
	require.Len(t, f.losses, 1)
	f, _ = handOn(t, "text", reader{format: "damaged", finds: damaged}, reader{format: "other", finds: parsers.Result{Records: 1}})
	require.Equal(t, "other", f.Format)
	require.Empty(t, f.losses)
}

func TestEveryQuestionRecognisesAFileAlike(t *testing.T) {
	a, err := NewAnalyzer(nil)
	require.NoError(t, err)
	var c Case
	readmes, err := filepath.Glob("samples/*/README.md")
	require.NoError(t, err)
	for _, r := range readmes {
		c.Paths = append(c.Paths, filepath.Dir(r))
	}
	recognised := func(ask func(*file) parsers.Sink) map[string]string {
		w, err := walkCase(t.Context(), c, Options{}, ask)
		require.NoError(t, err)
		seen := map[string]string{}
		for _, f := range w.files {
			seen[f.Path] = f.Format + " " + string(f.Status)
		}
		return seen
	}
	want := recognised(func(f *file) parsers.Sink { f.Facts = a.engine.NewCollector(); return f.Facts })
	require.Greater(t, len(want), 50)
	story := recognised(func(f *file) parsers.Sink { return &tlsRows{path: f.Path} })
	files := newTurns(io.Discard)
	events := recognised(func(f *file) parsers.Sink { return &eventDump{out: files.next(t.Context())} })
	for path, as := range want {
		require.Equal(t, as, story[path], "tls: %s", path)
		require.Equal(t, as, events[path], "events: %s", path)
	}
}
