package healthchecker

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirSettings(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

const (
	row12  = "1.2         False          False      False          False      Half Disabled\n"
	off12  = "1.2  True  False  False  True  Misconfigured\n"
	client = protocols + `1.2\Client`
)

func TestAHalfDisabledVersionIsNotOff(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string // Enabled of the client, "" when unknown
	}{
		"half disabled":           {row12, ""},
		"the value is 0xffffffff": {row12 + "1.2 ClientEnabledValue: -1 --- Error: Must be a value of 1 or 0.\n", "4294967295"},
		"off":                     {off12, "0"},
		"two runs":                {off12 + "1.2  True  False  True  False  Enabled\n", "1"},
		"quoted in a mail":        {"> | TLS 1.2\n> | \tClient Enabled: False\n> | \tClient Disabled By Default: True\n", "0"},
		"the value in a list":     {`Enabled  SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client  0xFFFFFFFF` + "\n", "4294967295"},
	} {
		sink, result := parserstest.Parse(t, Parser{}, "x.txt", []byte(c.text))
		require.Equal(t, c.text == row12, len(result.Notes) == 2, name)
		got := ""
		for _, s := range sink.Settings {
			if s.Key == client && s.Name == "Enabled" {
				got = s.Value
			}
		}
		require.Equal(t, c.want, got, name)
	}
}

func TestAPartOfTheReportIsRecognised(t *testing.T) {
	for _, text := range []string{row12, "TLS 1.2\n\tServer Enabled: True\n", "Hello,\n\nExchange Health Checker version 24.10.09.1905\n"} {
		require.Equal(t, parsers.Structure, Parser{}.Detect(parsers.NewHead([]byte(text), "a.txt")), text)
	}
}

func TestOtherTextIsNotRecognised(t *testing.T) {
	for _, text := range []string{"", "TLS 1.2\n", "1.2 True\n", "Server Enabled: True\n", "TLS 1.2 is on, SchUseStrongCrypto is 1\n"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "HealthChecker.txt")), text)
	}
}
