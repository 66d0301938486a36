package diagnosis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
)

func TestACertificateIsMissingOnlyWhereItsThumbprintIsKnown(t *testing.T) {
	lib := library(t, "AAA-001\nlayer: 2\nseverity: high\nselect: {t: {setting: {key: 'HKLM\\K\\T', name: Thumbprint}}, m: {certificate: {store: 'LocalMachine\\My', thumbprint|ref: t, absent: true}}}\ncondition: m\n")
	dump := func(c *match.Collector) {
		c.Certificate(evidence.Certificate{Store: `LocalMachine\My`, Thumbprint: "AA"})
		c.Coverage(evidence.Coverage{Kind: evidence.CoversStore, Root: `LocalMachine\My`})
	}
	named := func(thumbprint string) func(*match.Collector) {
		return func(c *match.Collector) {
			dump(c)
			c.Setting(evidence.Setting{Key: `HKLM\K\T`, Name: "Thumbprint", Value: thumbprint})
		}
	}
	require.Empty(t, caseOf(t, lib, dump).Findings, "the file that names the thumbprint was not collected")
	require.Empty(t, caseOf(t, lib, named("aa")).Findings)
	require.Len(t, caseOf(t, lib, named("BB")).Findings, 1)
}
