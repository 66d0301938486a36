package installlog

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEntries(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEntriesBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOnlyTextOfAnInstallationIsTaken(t *testing.T) {
	for name, tt := range map[string]struct {
		head string
		want parsers.Likelihood
	}{
		"setup.log":                           {"some other setup\n", parsers.No},
		"a/ConnectorInstall.log":              {"starting\n", parsers.Name},
		"20240601_011520.hybridconnector.log": {"starting\n", parsers.Name},
		"binary/ConnectorInstall.log":         {"\x00\x01\x02", parsers.No},
		"empty/ConnectorInstall.log":          {"", parsers.No},
		"markup/ConnectorInstall.log":         {"<xml/>", parsers.No},
		"mail.txt":                            {"it says AADSTS50059: No tenant-identifying information found\n", parsers.No},
		"error.txt":                           {"コネクタが構成のダウンロードに失敗しました。\n", parsers.Fuzzy},
		"portal.txt":                          {"Error code: HybridIdentityServiceNoActiveAgents\n", parsers.Fuzzy},
		"article.txt":                         {"Connector registration failed: AADSTS50059\nThe registration request was denied.\nregistration window\n実行ポリシー\n", parsers.No},
		"busy.log":                            {"2024-06-01 10:15:00 Connector registration failed: AADSTS50059\n2024-06-01 10:16:00 The registration request was denied.\nregistration window\n実行ポリシー\n", parsers.Fuzzy},
		"list.txt":                            {"Connector : contoso.com\n", parsers.No},
		"Microsoft_Entra_private_network_connector_20240601.log": {"text\n", parsers.Name},
		"connector-folder/notes.txt":                             {"installed\n", parsers.No},
		"SyncEngine-AutoUpgrader-20240601.log":                   {"text\n", parsers.Name},
	} {
		require.Equal(t, tt.want, Parser{}.Detect(parsers.NewHead([]byte(tt.head), name)), name)
	}
}
