package psout

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers/internal/textenc"
)

func linesOf(s string) *textenc.Lines {
	return textenc.NewLines(context.Background(), strings.NewReader(s))
}

func rowsOf(s string) (got []string) {
	rows := NewRows(linesOf(s))
	for rows.Next() {
		got = append(got, fmt.Sprintf("%d:%q", rows.Line(), rows.Fields()))
	}
	return got
}

func TestRowsKeepQuotedCellsAndTheirLines(t *testing.T) {
	tests := map[string]struct {
		in   string
		want []string
	}{
		"quoted":            {"\"a\",\"b\"\r\n\"1\",\"x, \"\"y\"\"\"\r\n", []string{`1:["a" "b"]`, `2:["1" "x, \"y\""]`}},
		"plain":             {"a,b\n1,2\n", []string{`1:["a" "b"]`, `2:["1" "2"]`}},
		"semicolons":        {"a;b\n1;\"2,5\"\n", []string{`1:["a" "b"]`, `2:["1" "2,5"]`}},
		"tabs":              {"a\tb\n1\t2\n", []string{`1:["a" "b"]`, `2:["1" "2"]`}},
		"several lines":     {"a,b\n1,\"x\n\ny\"\n2,z\n", []string{`1:["a" "b"]`, `2:["1" "x\n\ny"]`, `5:["2" "z"]`}},
		"quote never ends":  {"a,b\n1,\"x\n2,y\n3,z\n", []string{`1:["a" "b"]`, `2:["1" "x"]`, `3:["2" "y"]`, `4:["3" "z"]`}},
		"blank and no end":  {"a,b\n\n1,", []string{`1:["a" "b"]`, `3:["1" ""]`}},
		"type line is kept": {"#TYPE X.Y\na,b\n", []string{`1:["#TYPE X.Y"]`, `2:["a" "b"]`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { require.Equal(t, tt.want, rowsOf(tt.in)) })
	}
}

func TestAListFallsIntoItsObjects(t *testing.T) {
	in := `

TimeCreated  : 2024/06/01 10:00:00
Id           : 6311
Message      : The server encountered
               an error: x

               C:\path : y

TimeCreated  : 2024/06/01 10:00:01
Id           : 6401
TimeCreated  : 2024/06/01 10:00:02
Message      :
`
	var got []string
	blocks := NewBlocks(linesOf(in))
	for blocks.Next() {
		b := blocks.Block()
		got = append(got, fmt.Sprintf("%d %s %s %q", b.Line, b.Get("TimeCreated"), b.Get("id"), b.Get("Message")))
	}
	require.Equal(t, []string{
		`3 2024/06/01 10:00:00 6311 "The server encountered\nan error: x\n\nC:\\path : y"`,
		`10 2024/06/01 10:00:01 6401 ""`,
		`12 2024/06/01 10:00:02  ""`,
	}, got)
}

func TestTablesAreCutAtTheirColumns(t *testing.T) {
	in := "Name  Value\n----  -----\na     1\n日本    2 x\n\nno table\n\n  N Long name\n  - ---------\n  3 b\n-\n"
	var got []string
	table := NewTable(linesOf(in))
	for table.Next() {
		got = append(got, fmt.Sprintf("%d %q %q", table.Line(), table.Columns().Get(table.Fields(), "value", "long name"), table.Fields()))
	}
	require.Equal(t, []string{`3 "1" ["a" "1"]`, `4 "2 x" ["日本" "2 x"]`, `10 "b" ["3" "b"]`, `11 "" ["" ""]`}, got)
}

func FuzzRowsAndBlocks(f *testing.F) {
	f.Add("\"a\",\"b\"\n\"1\n2\",x\n")
	f.Add("Id : 1\n  more\n\nId : 2\n")
	f.Fuzz(func(t *testing.T, in string) {
		line := 0
		rows := NewRows(linesOf(in))
		for rows.Next() {
			require.Greater(t, rows.Line(), line)
			line = rows.Line()
		}
		table := NewTable(linesOf(in))
		for table.Next() {
			require.Len(t, table.Fields(), len(table.starts))
		}
		blocks := NewBlocks(linesOf(in))
		for blocks.Next() {
			require.NotEmpty(t, blocks.Block().Properties)
		}
	})
}
