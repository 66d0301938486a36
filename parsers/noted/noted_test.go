package noted_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/noted"
)

func TestFilesThatNobodyReadsAreNamed(t *testing.T) {
	p := noted.Parser{}
	for _, name := range []string{
		"LocaleMetaData/CONN01-System_1041.MTA", "CONFIG/GENERAL/ECS01_tasklist.txt", "CONN01-tasklist-AFTER.txt",
		"CONN01-AppProxyLog.bin", "CONN01-GPReport.html", "OBJECT/Get-ADSyncCSObject_CN=x.txt",
	} {
		require.Equal(t, parsers.Name, p.Detect(parsers.NewHead([]byte{1}, name)), name)
		res, err := p.Parse(t.Context(), parsers.Input{Path: name, R: strings.NewReader("x")}, nil)
		require.NoError(t, err)
		require.True(t, res.Unread)
		require.Equal(t, evidence.Code("note/not-read"), res.Notes[0].Code)
		require.Empty(t, res.Problems)
	}
}

func TestPicturesAskForTheText(t *testing.T) {
	p := noted.Parser{}
	for _, magic := range []string{"\x89PNG\r\n\x1a\n", "\xff\xd8\xff\xe0", "GIF89a"} {
		require.Equal(t, parsers.Name, p.Detect(parsers.NewHead([]byte(magic), "20260415_021520")))
		res, err := p.Parse(t.Context(), parsers.Input{Path: "screen", R: strings.NewReader(magic)}, nil)
		require.NoError(t, err)
		require.True(t, res.Unread)
		require.Equal(t, "image", res.Problems[0].Kind())
		require.False(t, res.Problems[0].Loss)
	}
}

func TestWhatMacOSAddsIsNoDamagedFile(t *testing.T) {
	const double = "\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X"
	p := noted.Parser{}
	require.Equal(t, parsers.Magic, p.Detect(parsers.NewHead([]byte(double), "__MACOSX/._Application.evtx")))
	res, err := p.Parse(t.Context(), parsers.Input{Path: "__MACOSX/._Application.evtx", R: strings.NewReader(double)}, nil)
	require.NoError(t, err)
	require.Empty(t, res.Problems)
	require.Regexp(t, "macos", res.Notes[0].String())
}

func TestOtherNamesAndEmptyFilesAreNotNoted(t *testing.T) {
	p := noted.Parser{}
	require.Equal(t, parsers.No, p.Detect(parsers.NewHead([]byte{1}, "notes.mta")))
	require.Equal(t, parsers.No, p.Detect(parsers.NewHead([]byte{1}, "my-tasklist.md")))
	require.Equal(t, parsers.No, p.Detect(parsers.NewHead(nil, "CONN01-System_1041.MTA")))
}
