package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// write prints the figures as Markdown.
func write(out io.Writer, samples, cases, reports []judged) error {
	var b strings.Builder
	b.WriteString("# How often the answer is right\n\n" +
		"`make accuracy` writes this page. *Right first*: the cause is the first root cause, or a note where it is one by\n" +
		"nature. *Right, buried*: it is found behind another one. *Wrong*: only others are found. *Silent*: none is.\n\n")
	for _, part := range []struct {
		title, about string
		all          []judged
	}{
		{"Samples", "The bundles in `samples`, each with one story.", samples},
		{"Cases of the signatures", "Every positive case beside the signatures; many hold one line or one event.", cases},
		{"Public reports", "Cases rebuilt from public reports, in the forms in which people post them. They are kept outside of this repository.", reports},
	} {
		if len(part.all) == 0 {
			continue
		}
		fmt.Fprintf(&b, "## %s\n\n%s\n\n", part.title, part.about)
		table(&b, "family", part.all, func(j judged) string { return j.family })
		table(&b, "form", part.all, func(j judged) string { return j.form })
		misses(&b, part.all)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// table counts the places of the cases in groups.
func table(b *strings.Builder, by string, all []judged, group func(judged) string) {
	counts := map[string]map[place]int{}
	total := map[place]int{}
	for _, j := range all {
		g := group(j)
		if counts[g] == nil {
			counts[g] = map[place]int{}
		}
		counts[g][j.place]++
		total[j.place]++
	}
	fmt.Fprintf(b, "| %s | cases |", by)
	for _, p := range places {
		fmt.Fprintf(b, " %s |", p)
	}
	b.WriteString("\n| --- |" + strings.Repeat(" ---: |", len(places)+1) + "\n")
	for _, g := range slices.Sorted(maps.Keys(counts)) {
		row(b, g, counts[g])
	}
	row(b, "**all**", total)
	b.WriteString("\n")
}

func row(b *strings.Builder, name string, counts map[place]int) {
	n := 0
	for _, c := range counts {
		n += c
	}
	fmt.Fprintf(b, "| %s | %d |", name, n)
	for _, p := range places {
		fmt.Fprintf(b, " %d |", counts[p])
	}
	b.WriteString("\n")
}

// misses lists the cases that are not right first.
func misses(b *strings.Builder, all []judged) {
	var lines []string
	for _, j := range all {
		if j.place != first {
			lines = append(lines, fmt.Sprintf("- `%s`: %s\n", j.name, j.place))
		}
	}
	if len(lines) == 0 {
		return
	}
	slices.Sort(lines)
	b.WriteString("Not right first:\n\n" + strings.Join(lines, "") + "\n")
}
