package xmlstream

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

type recorder struct{ got []string }

func (r *recorder) Start(name string, attrs []xml.Attr, line int) {
	r.got = append(r.got, fmt.Sprintf("+%s%v@%d", name, attrs, line))
}

func (r *recorder) End(name, text string, _ int) {
	r.got = append(r.got, fmt.Sprintf("-%s=%s", name, text))
}

func TestWalkReadsFragmentsAndLeavesEntitiesAlone(t *testing.T) {
	var r recorder
	err := Walk(strings.NewReader("<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<a><b>x &amp; &x;</b></a>\n<c/>"), &r)
	require.NoError(t, err)
	require.Equal(t, []string{"+a[]@2", "+b[]@2", "-b=x & &x;", "-a=", "+c[]@3", "-c="}, r.got)
}

func TestWalkSaysWhereADocumentBreaks(t *testing.T) {
	var syntax *SyntaxError
	require.ErrorAs(t, Walk(strings.NewReader("<a>\n<b x=<>"), &recorder{}), &syntax)
	require.Equal(t, 2, syntax.Line)
	require.ErrorAs(t, Walk(strings.NewReader(strings.Repeat("<a>", 100_000)), &recorder{}), &syntax)
	require.ErrorAs(t, Walk(io.LimitReader(endless{}, 1<<30), &recorder{}), &syntax)
}

func TestWalkPassesReadingErrorsOn(t *testing.T) {
	broken := errors.New("disk gone")
	require.ErrorIs(t, Walk(io.MultiReader(strings.NewReader("<a>"), iotest.ErrReader(broken)), &recorder{}), broken)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func FuzzWalk(f *testing.F) {
	f.Add("<a b='c'>x<!-- y --></a><!DOCTYPE a [<!ENTITY x 'y'>]>")
	f.Fuzz(func(_ *testing.T, s string) {
		_ = Walk(strings.NewReader(s), &recorder{})
	})
}

func TestAnUnknownDeclarationIsAMistakeOfTheContent(t *testing.T) {
	var mistake *SyntaxError
	require.ErrorAs(t, Walk(strings.NewReader("<?xml version=\"7\"?>\n<a/>"), &recorder{}), &mistake)
}
