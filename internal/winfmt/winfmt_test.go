package winfmt_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/winfmt"
)

func TestFileTimeKeepsEveryTick(t *testing.T) {
	want := time.Date(2020, 9, 18, 14, 2, 36, 219534900, time.UTC)
	require.Equal(t, want, winfmt.FileTime(132449113562195349))
	require.Equal(t, uint64(132449113562195349), winfmt.ToFileTime(want))
	require.Equal(t, "2020-09-18T14:02:36.2195349Z", winfmt.FormatTime(want))
	require.Equal(t, time.Date(1601, 1, 1, 0, 0, 0, 100, time.UTC), winfmt.FileTime(1))
}

func TestFileTimeOutsideTheCalendarIsZero(t *testing.T) {
	require.True(t, winfmt.FileTime(0).IsZero())
	require.True(t, winfmt.FileTime(^uint64(0)).IsZero())
	require.Equal(t, 9999, winfmt.FileTime(2_650_467_743_999_999_999).Year())
	require.Zero(t, winfmt.ToFileTime(time.Time{}))
	require.Empty(t, winfmt.FormatTime(time.Time{}))
}

func TestASystemTimeIsRead(t *testing.T) {
	b := []byte{0xe8, 7, 2, 0, 4, 0, 29, 0, 23, 0, 59, 0, 58, 0, 0xe7, 3}
	got, ok := winfmt.SystemTime(b)
	require.True(t, ok)
	require.Equal(t, time.Date(2024, 2, 29, 23, 59, 58, 999e6, time.UTC), got)
	for name, bad := range map[string][]byte{"short": b[:15], "all zero": make([]byte, 16)} {
		_, ok := winfmt.SystemTime(bad)
		require.False(t, ok, name)
	}
}

func TestAGUIDIsReadInAnySpelling(t *testing.T) {
	const text = "{54849625-5478-4994-a5ba-3e3b0328c30d}"
	for _, in := range []string{text, "54849625-5478-4994-A5BA-3E3B0328C30D"} {
		g, err := winfmt.ParseGUID(in)
		require.NoError(t, err)
		require.Equal(t, text, g.String())
		require.Equal(t, byte(0x25), g[0])
		require.Equal(t, g, winfmt.GUIDFrom(g[:]))
	}
	for _, bad := range []string{"", "{}", text[1:], "54849625-5478-4994-a5ba-3e3b0328c30g"} {
		_, err := winfmt.ParseGUID(bad)
		require.ErrorContains(t, err, "is not a GUID")
		require.Equal(t, bad, winfmt.NormalGUID(bad))
	}
	require.True(t, winfmt.GUIDFrom(nil).IsZero())
}

func TestASIDThatIsCutKeepsWhatIsThere(t *testing.T) {
	system := []byte{1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0}
	require.Equal(t, "S-1-5-18", winfmt.SID(system))
	require.Equal(t, 12, winfmt.SIDSize(system))
	require.Equal(t, "S-1-5", winfmt.SID(system[:10]), "a cut SID keeps what is there")
	require.Zero(t, winfmt.SIDSize(system[:10]))
	require.Empty(t, winfmt.SID(system[:7]))
}

func TestUTF16IsReadWholeAndDamaged(t *testing.T) {
	long := "the quick brown fox jumps over the lazy dog, and again, and again, and once more until the small buffer is too small for it all"
	for _, s := range []string{"", "a", "ASCII only", long, "同期サービス", "é before", "after 🙂", "mixed ー ASCII tail"} {
		require.Equal(t, s, winfmt.UTF16(winfmt.AppendUTF16LE(nil, s)))
	}
	require.Equal(t, "ab", winfmt.UTF16Z([]byte("a\x00b\x00\x00\x00c\x00")))
	require.Equal(t, "a\uFFFD", winfmt.UTF16([]byte("a\x00b")), "odd last byte")
	require.Equal(t, "\uFFFDx", winfmt.UTF16([]byte{0x00, 0xd8, 'x', 0}), "half a pair")
}

func FuzzUTF16(f *testing.F) {
	f.Add([]byte("a\x00"))
	f.Add([]byte{0x3d, 0xd8, 0x42, 0xde, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		require.Equal(t, string(winfmt.AppendUTF16(nil, b)), winfmt.UTF16(b))
		_ = winfmt.UTF16Z(b)
		_ = winfmt.SID(b)
		_, _ = winfmt.SystemTime(b)
	})
}
