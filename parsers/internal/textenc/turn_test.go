package textenc

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

func TestTextAppendedInAnotherWidthIsReadInBoth(t *testing.T) {
	const (
		cmd        = "現在の WinHTTP プロキシ設定:\r\n    直接アクセス (プロキシ サーバーなし)。\r\n"
		odd        = "Odd\r\n"
		powershell = "エラーが発生しました。\r\nStart-ADSyncSyncCycle : System.InvalidOperationException\r\n"
	)
	long := strings.Repeat(cmd, 3000)
	wide := func(s string, mark bool) []byte { return utf16Bytes(s, binary.LittleEndian, mark) }
	cases := map[string]struct {
		parts [][]byte
		want  string
	}{
		"cp932, then utf-16 without a mark": {[][]byte{sjis(t, cmd), wide(powershell, false)}, cmd + powershell},
		"cp932, then utf-16 with a mark":    {[][]byte{sjis(t, cmd), wide(powershell, true)}, cmd + powershell},
		"at an odd offset":                  {[][]byte{[]byte(odd), wide(powershell, false)}, odd + powershell},
		"utf-8 with a mark, then utf-16":    {[][]byte{[]byte("\xEF\xBB\xBF" + cmd), wide(powershell, true)}, cmd + powershell},
		"utf-16, then cp932":                {[][]byte{wide(powershell, true), sjis(t, cmd)}, powershell + cmd},
		"utf-16, then ASCII":                {[][]byte{wide(powershell, true), []byte(odd)}, powershell + odd},
		"there and back again":              {[][]byte{wide(powershell, true), sjis(t, cmd), wide(powershell, false), []byte(odd)}, powershell + cmd + powershell + odd},
		"far into the file":                 {[][]byte{sjis(t, long), wide(long, false), sjis(t, cmd)}, long + long + cmd},
		"umlauts of windows-1252":           {[][]byte{[]byte("Dienst f\xFCr Verzeichnis l\xE4uft\r\n"), wide("Größe\r\n", false)}, "Dienst für Verzeichnis läuft\r\nGröße\r\n"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			raw := bytes.Join(c.parts, nil)
			require.Equal(t, c.want, Decode(raw))
			var got []string
			lines := NewLines(t.Context(), iotest.HalfReader(bytes.NewReader(raw)))
			for lines.Next() {
				got = append(got, lines.Text())
				require.Equal(t, len(got), lines.Number())
			}
			require.NoError(t, lines.Err())
			require.Equal(t, strings.Split(strings.TrimSuffix(c.want, "\r\n"), "\r\n"), got)
		})
	}
}
