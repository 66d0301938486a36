package regfile

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

// export is an io.Reader of a registry export of any size: a block of keys
// that nobody wants, as HKLM\SOFTWARE\Classes has them, and now and then one
// that counts.
type export struct {
	block []byte
	left  int64
	at    int
}

func newExport(size int64) *export {
	var text strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&text, "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\CLSID\\{%08X-0000-4000-8000-000000000000}\\InprocServer32]\r\n", i)
		text.WriteString("@=\"C:\\\\Windows\\\\System32\\\\shell32.dll\"\r\n\"ThreadingModel\"=\"Apartment\"\r\n")
		text.WriteString("\"Data\"=hex:01,00,04,80,14,00,00,00,30,00,00,00,00,00,00,00,4c,00,00,00,01,05,\\\r\n  00,00,00,00,00,05,15,00,00,00\r\n\r\n")
	}
	text.WriteString("[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319]\r\n\"SchUseStrongCrypto\"=dword:00000001\r\n\r\n")
	return &export{block: winfmt.AppendUTF16LE(nil, text.String()), left: size}
}

func (e *export) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(int64(len(p)), e.left)], e.block[e.at:])
	e.at = (e.at + n) % len(e.block)
	e.left -= int64(n)
	return n, nil
}

// BenchmarkLargeExport reads 128 MiB of UTF-16LE as `reg export` writes it.
func BenchmarkLargeExport(b *testing.B) {
	const size = 128 << 20
	head := winfmt.AppendUTF16LE([]byte{0xFF, 0xFE}, version5+"\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n\r\n")
	sink := &parserstest.Sink{Keys: parsers.NewKeySet(`HKLM\SOFTWARE\Microsoft\.NETFramework*`, `HKLM\SYSTEM\CurrentControlSet\Services\ADSync`)}
	b.SetBytes(size)
	for b.Loop() {
		src := io.MultiReader(strings.NewReader(string(head)), newExport(size))
		in := parsers.Input{Path: "REG_HKLM_Software_Hive.log", Size: -1, R: src}
		_, err := Parser{}.Parse(context.Background(), in, sink)
		require.NoError(b, err)
	}
}
