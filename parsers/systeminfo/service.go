package systeminfo

import (
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/products"
)

const (
	// wholeList is how many services a list has that shows all of them.
	wholeList   = 40
	maxServices = 20_000
	maxUpdates  = 20_000
	maxNames    = 1000 // facts about the computer; Get-ComputerInfo has some 180
)

// The columns of a service in msinfo32.
const (
	colDisplay = 0
	colName    = 1
	colState   = 2
	colStart   = 3
	colPath    = 5
	colAccount = 7
)

// words puts msinfo32's Japanese words for services in English.
var words = map[string]string{
	"実行中": "Running", "停止": "Stopped", "停止中": "Stopped", "一時停止": "Paused",
	"自動": "Auto", "手動": "Manual", "無効": "Disabled", "Automatic": "Auto",
}

// service sends a row of the list of services.
func (r *reader) service(cells []string, line int) {
	name := cells[colName]
	if name == "" || strings.ContainsAny(name, `\/`) {
		return
	}
	if r.services == maxServices {
		r.full = maxServices
		return
	}
	r.services++
	r.result.Records++
	at := evidence.Locator{Line: line}
	if id, ok := products.OfService(name); ok {
		r.out.Product(evidence.Product{ID: id, Why: evidence.Say("product/service", "name", evidence.Word(name)), Locator: at})
	}
	key := evidence.ServiceKey(name)
	if r.out.WantsKey(key) != parsers.Wanted {
		return
	}
	for _, f := range []struct {
		name   string
		column int
	}{
		{"DisplayName", colDisplay}, {"State", colState}, {"StartType", colStart}, {"Path", colPath}, {"Account", colAccount},
	} {
		value := cells[f.column]
		if word, ok := words[value]; ok {
			value = word
		}
		if value != "" {
			r.out.Setting(evidence.Setting{Key: key, Name: f.name, Value: value, Locator: at})
		}
	}
}
