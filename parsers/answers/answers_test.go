package answers

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirAnswers(t *testing.T) { parserstest.Golden(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherTextIsNoAnswer(t *testing.T) {
	for name, head := range map[string]string{
		"x.txt":        "False\n",
		"list.txt":     "ComputerName : ECS01\nState : Running\n",
		"mail.txt":     "Source of the problem: unknown\n10:15:00, we restarted it\n",
		"event.txt":    "Source: ADSync\nEvent ID: 6801\n",
		"ticket.txt":   "We ran nslookup and saw\nDNS request timed out.\n",
		"Get-Tpm.txt":  "Get-Tpm : Access denied\n",
		"dns.txt":      "can't find login.microsoftonline.com\n",
		"results.json": "{\"Result\": \"Failed\"}",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}
