package hive

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/internal/hivewriter"
	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

var written = time.Date(2026, 4, 15, 1, 2, 3, 0, time.UTC)

// system is a small HKLM\SYSTEM of a Japanese server.
func system() *hivewriter.Key {
	root := &hivewriter.Key{Name: "ROOT", LastWrite: written}
	root.Sub("Select").Set(hivewriter.Dword("Current", 2))
	for _, set := range []string{"ControlSet001", "ControlSet002"} {
		k := root.Sub(set)
		k.Sub(`Control\ComputerName\ComputerName`).Set(hivewriter.Text("ComputerName", "ECS01"))
		client := k.Sub(`Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`)
		client.LastWrite = written.Add(time.Hour)
		client.Set(hivewriter.Dword("Enabled", 0), hivewriter.Dword("DisabledByDefault", 1))
		k.Sub(`Services\ADSync`).Set(hivewriter.Text("ObjectName", `NT SERVICE\ADSync`), hivewriter.Text("DisplayName", "同期サービス"))
		for i := range 60 {
			k.Sub(fmt.Sprintf(`Enum\Device%02d`, i))
		}
	}
	return root
}

// software is a small HKLM\SOFTWARE with data of every form.
func software() *hivewriter.Key {
	root := &hivewriter.Key{Name: "CMI-CreateHive{00000000-0000-0000-0000-000000000000}", LastWrite: written}
	root.Sub(`Classes\.txt`)
	for i := range 1200 {
		root.Sub(fmt.Sprintf(`Microsoft\Product%04d`, i))
	}
	root.Sub(`Microsoft\Windows NT\CurrentVersion`).Set(
		hivewriter.Text("ProductName", "Windows Server 2022 Standard"), hivewriter.Text("CurrentBuild", "20348"),
		hivewriter.Dword("UBR", 2340), hivewriter.Dword("CurrentMajorVersionNumber", 10), hivewriter.Dword("CurrentMinorVersionNumber", 0))
	root.Sub(`Microsoft\Windows\CurrentVersion\Uninstall\{1}`).Set(
		hivewriter.Text("DisplayName", "Microsoft Entra Connect Sync"), hivewriter.Text("DisplayVersion", "2.5.79.0"))
	root.Sub(`Microsoft\Microsoft Entra private network connector`).Set(
		hivewriter.Text("", "既定値"), hivewriter.Text("名前", "x"),
		hivewriter.Value{Name: "Wide", Type: 7, Data: winfmt.AppendUTF16LE(nil, "a\x00b\x00\x00")},
		hivewriter.Value{Name: "Quad", Type: 11, Data: []byte{1, 0, 0, 0, 1, 0, 0, 0}},
		hivewriter.Value{Name: "Empty", Type: 3},
		hivewriter.Value{Name: "Large", Type: 1, Data: winfmt.AppendUTF16LE(nil, strings.Repeat("TLS_", 10_000))})
	root.Sub(`WOW6432Node\Microsoft\.NETFramework\v4.0.30319`).Set(hivewriter.Dword("SchUseStrongCrypto", 1))
	return root
}

// keys are wanted in these tests; the hives hold many more.
var keys = parsers.NewKeySet(
	`HKLM\SYSTEM\ControlSet00*\Control\SecurityProviders\SCHANNEL*`, `HKLM\SYSTEM\CurrentControlSet\Control\Lsa*`,
	`HKLM\SYSTEM\Select`, `HKLM\SYSTEM\CurrentControlSet\Control`, `HKLM\SYSTEM\CurrentControlSet\Control\ComputerName*`,
	`HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL*`, `HKLM\SYSTEM\CurrentControlSet\Services\ADSync`,
	`HKLM\SOFTWARE\Microsoft\Microsoft Entra private network connector`, `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
	`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*`, `HKLM\SOFTWARE\WOW6432Node\Microsoft\.NETFramework*`, `service\*`,
)

func parse(t testing.TB, content []byte) (*parserstest.Sink, parsers.Result) {
	t.Helper()
	return parseFrom(t, bytes.NewReader(content))
}

func parseFrom(t testing.TB, src io.Reader) (*parserstest.Sink, parsers.Result) {
	t.Helper()
	sink := &parserstest.Sink{Keys: keys}
	result, err := Parser{}.Parse(context.Background(), parsers.Input{Path: "REG_HKLM_Hive.hiv", Size: -1, R: src}, sink)
	require.NoError(t, err)
	return sink, result
}

func TestHivesGiveTheirSettings(t *testing.T) {
	for name, content := range map[string][]byte{
		"system-lh": hivewriter.Build(system(), hivewriter.Layout{}),
		"system-lf": hivewriter.Build(system(), hivewriter.Layout{List: "lf"}),
		"system-li": hivewriter.Build(system(), hivewriter.Layout{List: "li", Split: 10}),
		"software":  hivewriter.Build(software(), hivewriter.Layout{}),
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, parsers.Magic, Parser{}.Detect(parsers.NewHead(content[:100], "x")))
			sink, result := parse(t, content)
			for i := range sink.Settings {
				if s := &sink.Settings[i]; len(s.Value) > 200 {
					s.Value = fmt.Sprintf("%s… (%d bytes)", s.Value[:20], len(s.Value))
				}
			}
			name, _, _ := strings.Cut(name, "-") // the layout of the lists makes no difference
			golden.Assert(t, filepath.Join("testdata", name+".golden"), []byte(parserstest.Describe(sink, result)))
		})
	}
}

func TestACutHiveGivesWhatItHolds(t *testing.T) {
	content := hivewriter.Build(system(), hivewriter.Layout{})
	whole, _ := parse(t, content)
	best := 0
	for n := 0; n <= len(content); n += 64 {
		sink, result := parse(t, content[:n])
		if n < len(content)-4096 && n > 0 {
			require.NotEmpty(t, result.Problems, "cut at %d", n)
			for _, c := range sink.Coverages {
				require.True(t, c.Partial)
			}
		}
		best = max(best, len(sink.Settings))
	}
	require.Equal(t, len(whole.Settings), best)
	cut, _ := parse(t, content[:len(content)*3/4])
	require.NotEmpty(t, cut.Settings)
}

func TestADirtyHiveIsNoted(t *testing.T) {
	content := hivewriter.Build(system(), hivewriter.Layout{})
	binary.LittleEndian.PutUint32(content[4:], 7)
	_, result := parse(t, content)
	require.Equal(t, []evidence.Note{evidence.Say("note/hive-dirty", "written", uint32(7), "flushed", uint32(1))}, result.Notes)
	require.Equal(t, []parsers.Problem{parsers.Lost("hive-checksum")}, result.Problems)
}

func TestAHiveOfAnUnknownKeyIsNotGuessed(t *testing.T) {
	root := &hivewriter.Key{Name: "x"}
	root.Sub("Something")
	sink, result := parse(t, hivewriter.Build(root, hivewriter.Layout{}))
	require.Empty(t, sink.Settings)
	require.Empty(t, result.Problems)
	require.Len(t, result.Notes, 1)
}

func TestALoopOfKeysEnds(t *testing.T) {
	content := hivewriter.Build(system(), hivewriter.Layout{})
	root := binary.LittleEndian.Uint32(content[36:])
	// Every list entry points to the root.
	for i := 4096; i+8 < len(content); i += 8 {
		if string(content[i+4:i+6]) == "lh" {
			binary.LittleEndian.PutUint32(content[i+8:], root)
		}
	}
	parse(t, content)
}

func TestListsThatPointToThemselvesEnd(t *testing.T) {
	content := hivewriter.Build(system(), hivewriter.Layout{List: "li", Split: 1})
	for i := 4096; i+8 < len(content); i += 8 {
		count := int(binary.LittleEndian.Uint16(content[i+6:]))
		if string(content[i+4:i+6]) == "ri" && count < 10 {
			for n := range count {
				binary.LittleEndian.PutUint32(content[i+8+4*n:], uint32(i-4096))
			}
		}
	}
	_, result := parse(t, content)
	require.NotEmpty(t, result.Problems)
}

func TestKeysThatShareAHugeListOfValuesEnd(t *testing.T) {
	root := &hivewriter.Key{Name: "ROOT"}
	for i := range 3000 {
		root.Sub(fmt.Sprintf(`ControlSet001\Control\Lsa\%04d`, i))
	}
	root.Sub("Select").Set(hivewriter.Dword("Current", 1))
	many := root.Sub(`ControlSet001\Control\Lsa`)
	for range 20_000 {
		many.Set(hivewriter.Dword("x", 1))
	}
	content := hivewriter.Build(root, hivewriter.Layout{})
	list := valueList(t, content, "Lsa")
	for i := 4096; i+84 < len(content); i += 8 {
		if string(content[i+4:i+6]) == "nk" {
			copy(content[i+4+36:], list)
		}
	}
	sink, result := parse(t, content)
	require.LessOrEqual(t, len(sink.Settings), 60_000+10)
	require.Equal(t, "bad-cell", result.Problems[0].Kind())
}

func TestValuesThatShareTheirDataAreReadOnce(t *testing.T) {
	root := &hivewriter.Key{Name: "ROOT"}
	lsa := root.Sub(`ControlSet001\Control\Lsa`)
	root.Sub("Select").Set(hivewriter.Dword("Current", 1))
	for i := range 3000 {
		lsa.Set(hivewriter.Value{Name: fmt.Sprintf("%05d", i), Type: 3, Data: bytes.Repeat([]byte{byte(i), byte(i >> 8), 7}, 700)})
	}
	content := hivewriter.Build(root, hivewriter.Layout{})
	var first []byte // size, place of the data
	for i := 4096; i+28 < len(content); i += 8 {
		if string(content[i+4:i+6]) == "vk" && binary.LittleEndian.Uint32(content[i+8:]) == 2100 {
			if first == nil {
				first = bytes.Clone(content[i+8 : i+16])
			}
			copy(content[i+8:], first)
		}
	}
	sink := &parserstest.Sink{}
	w := newWalker(t.Context(), content, sink)
	w.run("SYSTEM")
	require.Empty(t, w.result.Problems)
	require.Greater(t, len(sink.Settings), 3000)
	require.Len(t, w.image.texts, 1)
}

// valueList returns number and place of the values of the key of that name.
func valueList(t *testing.T, content []byte, name string) []byte {
	t.Helper()
	at := bytes.Index(content, append([]byte{byte(len(name)), 0, 0, 0}, name...))
	require.Positive(t, at)
	return bytes.Clone(content[at-36 : at-28])
}

func FuzzParse(f *testing.F) {
	f.Add(hivewriter.Build(system(), hivewriter.Layout{}))
	f.Add(hivewriter.Build(system(), hivewriter.Layout{List: "li", Split: 10}))
	f.Fuzz(func(t *testing.T, content []byte) {
		sink, result := parse(t, content)
		pieces, again := parseFrom(t, iotest.HalfReader(bytes.NewReader(content)))
		require.Equal(t, parserstest.Describe(sink, result), parserstest.Describe(pieces, again))
	})
}

// TestIndependentReadersAgree compares with hivexml, which goes by a library of
// other authors.
func TestIndependentReadersAgree(t *testing.T) {
	tool, err := exec.LookPath("hivexml")
	if err != nil {
		t.Skip("hivexml (package libhivex-bin) is not installed")
	}
	for _, root := range []*hivewriter.Key{system(), software()} {
		path := filepath.Join(t.TempDir(), "x.hiv")
		content := hivewriter.Build(root, hivewriter.Layout{})
		require.NoError(t, os.WriteFile(path, content, 0o600))
		xml, err := exec.Command(tool, path).Output()
		require.NoError(t, err)
		sink, _ := parse(t, content)
		for _, s := range sink.Settings {
			if s.Type != "REG_DWORD" && s.Type != "REG_SZ" || len(s.Value) > 100 {
				continue
			}
			want := regexp.MustCompile(`key="` + regexp.QuoteMeta(s.Name) + `"[^>]*value="` + regexp.QuoteMeta(s.Value) + `"`)
			if s.Name == "" {
				want = regexp.MustCompile(`value="` + regexp.QuoteMeta(s.Value) + `"`)
			}
			require.Regexp(t, want, string(xml), "%s [%s]", s.Key, s.Name)
		}
	}
}
