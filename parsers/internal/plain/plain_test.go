package plain

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheTextOfAMailIsItsReadablePart(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain": {
			"From: it@contoso.com\nSubject: sync\nMIME-Version: 1.0\n\nEvent ID 6801\n",
			"sync\n\nEvent ID 6801\n",
		},
		"iso-2022-jp": {
			"From: it@contoso.com\nMIME-Version: 1.0\nContent-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$B%(%i!<\x1b(B 10013\n",
			"エラー 10013\n",
		},
		"quoted-printable in a mixture": {
			"From: it@contoso.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nAADSTS=\n50079\n--b\nContent-Type: image/png\n\nxx\n--b--\n",
			"AADSTS50079",
		},
		"an alternative as base64": {
			"From: it@contoso.com\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+Y29kZSAweDgwMjMwNjI2PC9wPg==\n--b--\n",
			"\ncode 0x80230626\n",
		},
		"no mail": {"From: here on it failed\n\nlater\n", "From: here on it failed\n\nlater\n"},
	} {
		got, err := Text([]byte(c.in))
		require.NoError(t, err, name)
		require.Equal(t, c.want, got, name)
	}
}

func TestTheTextOfAPageAndOfRichTextHasTheirLines(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"page":           {"<html><head><title>x</title><style>p{}</style></head><body><p>Event ID:&nbsp;6801</p>The\nserver<br>stopped</body></html>", "\nEvent ID:\u00a06801\nThe server\nstopped"},
		"kept lines":     {"<div><pre>a\n  b</pre></div>", "\n\na\n  b\n\n"},
		"rich text":      {`{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator x;}Event ID 6801\par The \b server\b0  \{1\}}`, "Event ID 6801\nThe server {1}"},
		"rich unicode":   {`{\rtf1\uc1 \u12456?\u12521?\u12540? 5}`, "エラー 5"},
		"rich code page": {`{\rtf1\ansicpg932 \'83\'47\'83\'89\'81\'5b}`, "エラー"},
	} {
		got, err := Text([]byte(c.in))
		require.NoError(t, err, name)
		require.Equal(t, c.want, got, name)
	}
}

func TestTheMessagesOfAChatAreItsText(t *testing.T) {
	got, err := Text([]byte(`{"channel": "sync", "messages": [{"user": "U1", "text": "AADSTS50079 came\nagain today"}, {"text": "thanks"}]}`))
	require.NoError(t, err)
	require.Equal(t, "AADSTS50079 came\nagain today\n\n", got)
}

func TestTheTextOfOfficeDocumentsIsRead(t *testing.T) {
	for file, want := range map[string]string{
		"note.docx":  "お世話になっております。\nAADSTS50079: 多要素認証を登録する必要があります。\nイベント ID\n6801\n",
		"table.xlsx": "レベル\t日付と時刻\tソース\tイベント ID\tタスクのカテゴリ\nエラー\t2024/09/18 9:05:03\tSchannel\t36871\tなし\na\t\"line one\nline two\"\t\t\t\n",
		"mail.msg":   "同期が止まりました\n\nEvent ID 6801, ADSync\r\nThe extensible extension returned an unsupported error.\r\n",
	} {
		raw, err := os.ReadFile(filepath.Join("testdata", file))
		require.NoError(t, err)
		require.True(t, IsPacked(raw), file)
		got, err := Text(raw)
		require.NoError(t, err, file)
		require.Equal(t, want, got, file)
	}
}

func TestADamagedDocumentIsAnErrorAndNoPanic(t *testing.T) {
	for _, file := range []string{"note.docx", "table.xlsx", "mail.msg"} {
		raw, err := os.ReadFile(filepath.Join("testdata", file))
		require.NoError(t, err)
		_, err = Text(raw[:len(raw)/2])
		require.Error(t, err, file)
	}
	_, err := Text([]byte(magicZip + "nothing"))
	require.Error(t, err)
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"{\\rtf1\\'8", "<html><pre", "From: a\nMIME-Version: 1\nContent-Type: multipart/x; boundary=a\n\n--a", magicZip, magicCompound} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(_ *testing.T, b []byte) { _, _ = Text(b) })
}
