package runhistory

import (
	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/syncrun"
)

// add sends the event of one run; get returns a column or property by name.
func (r *reader) add(line int, get func(name string) string) {
	run := syncrun.Run{
		Number:    get("RunNumber"),
		HistoryID: get("RunHistoryId"),
		Connector: get("ConnectorName"),
		Profile:   get("RunProfileName"),
		Result:    get("Result"),
		StartDate: get("StartDate"),
		EndDate:   get("EndDate"),
		Line:      line,
	}
	run.Start, _, _ = r.culture.Parse(run.StartDate)
	run.End, _, _ = r.culture.Parse(run.EndDate)
	if e := run.Event(); e != nil {
		r.log.Add(e)
	}
	r.tenant(run)
}

// tenant tells the name of the connector to Microsoft Entra ID once: it is made
// of the tenant's first domain, so servers of one tenant have the same.
func (r *reader) tenant(run syncrun.Run) {
	if r.told || syncrun.ConnectorKind(run.Connector) != "entra" {
		return
	}
	r.told = true
	r.log.Setting(evidence.Setting{
		Key: LogName, Name: "EntraConnector", Value: run.Connector, Locator: evidence.Locator{Line: run.Line},
	})
}
