package products

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryProductHasItsNamesInBothLanguages(t *testing.T) {
	for _, p := range Builtin() {
		for _, name := range []Name{p.Name, p.Short} {
			require.NotEmpty(t, name.In("en"), p.ID)
			require.NotEmpty(t, name.In("ja"), p.ID)
		}
	}
}

func TestANameOfTheTableIsOfOneProductAlone(t *testing.T) {
	owner := map[string]string{}
	own := func(kind, name, id string) {
		name = kind + " " + strings.ToLower(name)
		require.Empty(t, owner[name], "%s is of %s", name, id)
		owner[name] = id
	}
	for _, p := range Builtin() {
		own("id", p.ID, p.ID)
		for kind, names := range map[string][]string{"provider": p.Providers, "channel": p.Channels, "log": p.Logs, "folder": p.Folders, "program": p.Programs} {
			for _, name := range names {
				own(kind, name, p.ID)
			}
		}
		for _, s := range p.Services {
			own("service", s.Name, p.ID)
		}
	}
}

func TestWhatIsSharedIsANameOfTheProduct(t *testing.T) {
	for _, p := range Builtin() {
		for _, name := range p.Shared {
			require.Contains(t, append(p.Providers, p.Channels...), name, p.ID)
		}
	}
}
