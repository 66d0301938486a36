package products

import (
	"slices"
	"strings"
)

// Engine is the engine of a product that runs operations by a schedule.
type Engine struct {
	Provider string // of its events
	Runs     string // the format of the log that lists its runs
	// Title is the regular expression of its name in its own texts, before the
	// version.
	Title string
	// RunEvents are its events about one run. Their strings have no names:
	// RunFields are the names, in the order of the strings.
	RunEvents []uint32
	RunFields []string
}

// syncTitle is what the sync engine calls itself, before and after the rename.
const syncTitle = `(?:Azure AD|Entra Connect|Entra ID) Sync`

var syncEngine = Engine{
	Provider:  "ADSync",
	Runs:      "run-history",
	Title:     syncTitle,
	RunEvents: []uint32{6000, 6020, 6050, 6100, 6105, 6110, 6126, 6127, 6803},
	RunFields: []string{"ConnectorName", "RunProfileName"},
}

// SyncEngine returns the sync engine of Entra Connect.
func SyncEngine() *Engine { return &syncEngine }

// RunField returns which string of an event about a run has that name.
func (e *Engine) RunField(provider string, id uint32, name string) (index int, ok bool) {
	i := slices.Index(e.RunFields, name)
	return i, i >= 0 && provider == e.Provider && slices.Contains(e.RunEvents, id)
}

// operationFields tell operations of one kind apart.
var operationFields = []string{"ConnectorName", "Connector", "RunProfileName", "Domain", "Host"}

// OperationFields returns the names of the fields in which events about one
// operation agree.
func OperationFields() []string { return operationFields }

// Operation returns the name of an operation whether all is taken or the
// changes only: a full import shows as well as a delta import that imports work.
func Operation(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, scope := range []string{"delta ", "full "} {
		name = strings.TrimPrefix(name, scope)
	}
	return name
}

// ownWayOut are formats of logs whose programs connect with settings and an
// account of their own.
var ownWayOut = []string{"connect-trace", "agent-trace", "hcw-log", "install-log", "transcript", "winhttp-log"}

// OwnWayOut reports whether the program behind a provider or a format of logs has
// a way out of its own: the runs of the sync engine say nothing about the
// connections of the wizard or of an agent.
func (t Table) OwnWayOut(name string) bool {
	return slices.Contains(ownWayOut, name) || slices.ContainsFunc(t, func(p Product) bool {
		return !slices.Contains(p.Logs, syncEngine.Runs) &&
			slices.ContainsFunc(p.Providers, func(s string) bool { return strings.EqualFold(s, name) })
	})
}
