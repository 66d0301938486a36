package paste_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/all"
	"hybriddiag/parsers/parserstest"
	"hybriddiag/parsers/paste"
)

func read(t *testing.T, name, text string) (*parserstest.Sink, parsers.Result) {
	t.Helper()
	sink := &parserstest.Sink{}
	res, err := paste.Parser{}.Parse(t.Context(), parsers.Input{Path: name, R: strings.NewReader(text), Nested: all.ReadNested}, sink)
	require.NoError(t, err)
	return sink, res
}

func TestAMessageAloneIsOneEventWithoutTimeAndHost(t *testing.T) {
	sink, res := read(t, "mail.txt", "Hello,\n\nthe export stopped with 0x8023134A since the weekend.\n\nThanks")
	require.True(t, res.Tentative)
	require.Equal(t, 1, res.Records)
	require.Len(t, sink.Events, 1)
	e := sink.Events[0]
	require.Equal(t, evidence.KindText, e.Kind)
	require.Empty(t, e.Provider.Name)
	require.Empty(t, e.Computer)
	require.True(t, e.Time.IsZero())
	require.Equal(t, 1, e.Locator.Line)
}

func TestAHeadingNamesTheEvent(t *testing.T) {
	sink, res := read(t, "ticket.txt", "Source: ADSync\nEvent ID: 6801\n\nThe extensible extension returned an unsupported error.\n")
	require.Equal(t, 1, res.Records)
	require.Equal(t, "ADSync", sink.Events[0].Provider.Name)
	require.EqualValues(t, 6801, sink.Events[0].EventID)
	require.Equal(t, "The extensible extension returned an unsupported error.", sink.Events[0].Message)
}

func TestWhatAMailQuotesGoesToTheReaderThatKnowsIt(t *testing.T) {
	quoted := "Hello,\n\n> Log Name:      Application\n> Source:        ADSync\n> Date:          6/10/2024 8:30:00 AM\n> Event ID:      6801\n> Level:         Error\n> Computer:      ECS01.contoso.com\n> Description:\n> The extensible extension returned an unsupported error.\n"
	sink, res := read(t, "mail.txt", quoted)
	require.False(t, res.Tentative)
	require.Equal(t, evidence.KindEvent, sink.Events[0].Kind)
	require.Equal(t, "ECS01.contoso.com", sink.Events[0].Computer)

	sink, _ = read(t, "mail.txt", "> HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\n>     SchUseStrongCrypto    REG_DWORD    0x0\n")
	require.NotEmpty(t, sink.Settings)
}

func TestASentenceAboveALogIsKept(t *testing.T) {
	text := "An error has occurred: AADSTS50079 for the service account, says the dialog.\n\n> Log Name:      Application\n> Source:        ADSync\n> Date:          6/10/2024 8:30:00 AM\n> Event ID:      6801\n> Level:         Error\n> Description:\n> The extensible extension returned an unsupported error.\n"
	sink, _ := read(t, "mail.txt", text)
	var kinds []evidence.Kind
	for _, e := range sink.Events {
		kinds = append(kinds, e.Kind)
	}
	require.Equal(t, []evidence.Kind{evidence.KindEvent, evidence.KindText}, kinds, "the event once, the sentence beside it")
}

func TestTextWithoutAnErrorHasNoRecords(t *testing.T) {
	_, res := read(t, "note.txt", "Lunch at noon.\n\nBring the report.\n")
	require.Zero(t, res.Records)
	require.True(t, res.Tentative)
}

func TestPagesAboutAFolderAreNoEvidence(t *testing.T) {
	head := parsers.NewHead([]byte("What error 0x80070643 means"), "case/README.md")
	require.Equal(t, parsers.No, paste.Parser{}.Detect(head))
}

func TestOtherBytesAreNoText(t *testing.T) {
	for _, head := range []string{"", " \n", "\x00\x01\x02\x03abc", "\x89PNG\r\n\x1a\n\x00\x00"} {
		require.Equal(t, parsers.No, paste.Parser{}.Detect(parsers.NewHead([]byte(head), "x")), "%q", head)
	}
}

func TestSamplesGiveTheirBlocks(t *testing.T) { parserstest.Golden(t, paste.Parser{}) }

func TestACutTextGivesTheBlocksBeforeTheCut(t *testing.T) { parserstest.Cut(t, paste.Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, paste.Parser{}) }
