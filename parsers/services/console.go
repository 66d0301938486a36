package services

import (
	"slices"
	"strings"

	"hybriddiag/parsers/internal/psout"
	"hybriddiag/products"
)

// consoleColumns are the headings of services.msc and what they stand for.
var consoleColumns = map[string]string{
	"name": "DisplayName", "名前": "DisplayName",
	"status": "State", "状態": "State",
	"startup type": "StartType", "スタートアップの種類": "StartType",
	"log on as": "Account", "ログオン": "Account",
}

// isConsole reports whether a line is the heading of a list that services.msc has
// exported.
func isConsole(line string) bool {
	lower := strings.ToLower(line)
	return (strings.HasPrefix(lower, "name") || strings.HasPrefix(lower, "名前")) &&
		(strings.Contains(lower, "startup type") && strings.Contains(lower, "log on as") ||
			strings.Contains(lower, "スタートアップの種類") && strings.Contains(lower, "ログオン"))
}

// console reads the rows below that heading. A service that does not run has an
// empty cell.
func (r *reader) console(rows *psout.Rows) {
	var columns []string
	for rows.Next() {
		if columns == nil {
			for _, name := range rows.Fields() {
				columns = append(columns, consoleColumns[strings.ToLower(strings.TrimSpace(name))])
			}
			continue
		}
		r.add(fromConsole(columns, rows.Fields(), rows.Line()))
	}
}

// fromConsole makes a service of a row; nil when no product has it.
func fromConsole(columns, cells []string, line int) *service {
	i := slices.Index(columns, "DisplayName")
	if i < 0 || i >= len(cells) {
		return nil
	}
	name, ok := products.ServiceName("", cells[i])
	if !ok {
		return nil
	}
	s := &service{line: line, name: name}
	for i, column := range columns {
		switch {
		case i < len(cells) && cells[i] != "":
			s.set(column, inEnglish(column, cells[i]))
		case column == "State":
			s.set(column, "Stopped")
		}
	}
	return s
}

// words are what a Japanese services.msc says for states and start types.
var words = []struct{ japanese, english string }{
	{"実行中", "Running"},
	{"開始", "Running"},
	{"自動", "Auto"},
	{"手動", "Manual"},
	{"無効", "Disabled"},
}

func inEnglish(column, value string) string {
	if column != "State" && column != "StartType" {
		return value
	}
	for _, w := range words {
		if strings.HasPrefix(value, w.japanese) {
			return w.english
		}
	}
	return value
}
