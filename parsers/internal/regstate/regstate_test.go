package regstate

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestDataIsWrittenAsSettingsWantIt(t *testing.T) {
	for _, tt := range []struct {
		typ  uint32
		raw  string
		name string
		want string
	}{
		{1, "a\x00\x42\x30\x00\x00z\x00", "REG_SZ", "aあ"},
		{1, "a\x00b", "REG_SZ", "a\uFFFD"},
		{2, "%\x00", "REG_EXPAND_SZ", "%"},
		{3, "\x01\xFF", "REG_BINARY", "01ff"},
		{4, "\xFF\xFF\xFF\xFF", "REG_DWORD", "4294967295"},
		{4, "\x01", "REG_DWORD", "01"}, // too short to be a number
		{5, "\x00\x00\x00\x02", "REG_DWORD_BIG_ENDIAN", "2"},
		{7, "a\x00\x00\x00b\x00\x00\x00\x00\x00", "REG_MULTI_SZ", "a\nb"},
		{11, "\x00\x00\x00\x00\x01\x00\x00\x00", "REG_QWORD", "4294967296"},
		{99, "\x07", "0x63", "07"},
	} {
		require.Equal(t, tt.name, TypeName(tt.typ))
		require.Equal(t, tt.want, Data(tt.typ, []byte(tt.raw)), tt.name)
	}
}

func TestTheKeyOfTheZoneTellsTheClock(t *testing.T) {
	const key = `HKLM\SYSTEM\CurrentControlSet\Control\TimeZoneInformation`
	for _, tt := range []struct {
		values map[string]string
		want   string
	}{
		{map[string]string{"ActiveTimeBias": "4294966756"}, "+09:00"}, // -540
		{map[string]string{"ActiveTimeBias": "480"}, "-08:00"},
		{map[string]string{"ActiveTimeBias": "0"}, "+00:00"},
		{map[string]string{"ActiveTimeBias": "99999"}, ""},
		{map[string]string{"ActiveTimeBias": "x"}, ""},
		{map[string]string{"Bias": "4294966756"}, "+09:00"},
		{map[string]string{"Bias": "4294966756", "DaylightBias": "4294967236"}, ""}, // summer or winter
		{map[string]string{"Bias": "4294966756", "DaylightBias": "0"}, "+09:00"},
		{map[string]string{"TimeZoneKeyName": "Tokyo Standard Time"}, "Asia/Tokyo"},
		{map[string]string{"TimeZoneKeyName": "W. Europe Standard Time", "ActiveTimeBias": "4294967176"}, "Europe/Berlin"},
		{map[string]string{"TimeZoneKeyName": "W. Europe Standard Time", "ActiveTimeBias": "4294967236", "DynamicDaylightTimeDisabled": "1"}, "+01:00"},
	} {
		c := New(&parserstest.Sink{})
		for name, value := range tt.values {
			c.Add(evidence.Setting{Key: key, Name: name, Value: value})
		}
		var result parsers.Result
		c.Finish(&result, false)
		got := ""
		if result.Zone != nil {
			got = result.Zone.String()
		}
		require.Equal(t, tt.want, got, tt.values)
	}
}

func TestTheVersionOfWindowsFollowsTheBuild(t *testing.T) {
	const key = `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`
	for build, want := range map[string]string{"26100": "10.0.26100", "9600": "6.3.9600"} {
		sink := &parserstest.Sink{}
		c := New(sink)
		c.Add(evidence.Setting{Key: key, Name: "CurrentBuild", Value: build})
		c.Add(evidence.Setting{Key: key, Name: "CurrentVersion", Value: "6.3"})
		c.Finish(&parsers.Result{}, false)
		require.Equal(t, want, sink.Products[0].Version)
	}
}

func TestAHostileSourceIsBounded(t *testing.T) {
	sink := &parserstest.Sink{}
	c := New(sink)
	for i := range maxRoots + 10 {
		c.Root(fmt.Sprintf(`HKLM\SOFTWARE\Microsoft\X%d`, i))
	}
	c = New(sink)
	large := strings.Repeat("x", 1<<20)
	for i := range 100 {
		c.Add(evidence.Setting{Key: `HKLM\SYSTEM\Select`, Name: fmt.Sprint(i), Value: large})
	}
	require.True(t, c.Full())
	var result parsers.Result
	c.Finish(&result, false)
	require.Equal(t, "too-many-values", result.Problems[0].Kind())
	require.LessOrEqual(t, len(sink.Settings), maxBytes>>20)
}

func TestARootCoversWhatIsBelowIt(t *testing.T) {
	sink := &parserstest.Sink{}
	c := New(sink)
	c.Root(`HKLM\SYSTEM`)
	c.Root(`hklm\system\Select`)
	c.Root(`HKLM\SYSTEMX`)
	var result parsers.Result
	c.Finish(&result, true)
	require.Len(t, sink.Coverages, 2)
	require.True(t, sink.Coverages[0].Partial)
}
