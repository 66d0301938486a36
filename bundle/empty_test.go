package bundle

import (
	"archive/tar"
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestA7zWithoutFilesLosesNothing(t *testing.T) {
	empty := "7z\xbc\xaf\x27\x1c\x00\x04\x8d\x9b\xd5\x0f" + strings.Repeat("\x00", 20)
	got := walk(t, Options{}, write(t, "case.7z", []byte(empty)))
	require.Empty(t, got.files)
	require.Len(t, got.problems, 1)
}

func TestLongNamesOfTarFilesAreWhole(t *testing.T) {
	name := strings.Repeat("採取", 50) + "/" + strings.Repeat("d", 110) + "/Application.evtx"
	for kind, format := range map[string]tar.Format{"pax": tar.FormatPAX, "gnu": tar.FormatGNU} {
		t.Run(kind, func(t *testing.T) {
			var b bytes.Buffer
			w := tar.NewWriter(&b)
			require.NoError(t, w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: 4, Format: format}))
			_, err := w.Write([]byte("text"))
			require.NoError(t, err)
			require.NoError(t, w.Close())
			got := walk(t, Options{}, write(t, "x.tar", b.Bytes()))
			require.Equal(t, map[string]seen{"x.tar!/" + name: {data: "text"}}, got.files)
		})
	}
}
