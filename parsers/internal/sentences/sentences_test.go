package sentences

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFieldsAreReadBackFromTheSentence(t *testing.T) {
	for _, test := range []struct {
		provider string
		id       uint32
		text     string
		want     string
	}{
		{schannel, 36888, "The TLS protocol defined fatal error code is 40. The Windows SChannel error state is 1205.", "AlertDesc=40 ErrorState=1205"},
		{schannel, 36888, "The TLS protocol defined fatal alert code is 70.", "AlertDesc=70"},
		{schannel, 36888, "TLS プロトコルで定義された致命的な警告コードは 48 です。", "AlertDesc=48"},
		{schannel, 36887, "A fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is 70.", "AlertDesc=70"},
		{scm, 7023, "The Fabrikam Agent service terminated with the following error: \n%%2147942414", "param1=Fabrikam Agent param2=%%2147942414"},
	} {
		require.Equal(t, test.want, shown(test.provider, test.id, test.text), test.text)
	}
}

func TestEventIsKnownByItsSentenceAlone(t *testing.T) {
	for _, test := range []struct {
		text     string
		provider string
		id       uint32
		want     string
	}{
		{"A fatal error occurred while creating an SSL client credential. The internal error state is 10011.", schannel, 36871, "Type=client ErrorState=10011"},
		{"TLS クライアント 資格情報を作成しているときに致命的なエラーが発生しました。内部エラーの状態は 10013 です。", schannel, 36871, "Type=クライアント ErrorState=10013"},
		{"The following fatal alert was generated: 10. The internal error state is 1203.", schannel, 36888, "AlertDesc=10 ErrorState=1203"},
		{"次の致命的な警告が生成されました: 10。内部エラーの状態は 1203 です。", schannel, 36888, "AlertDesc=10 ErrorState=1203"},
		{"The following fatal alert was received: 70.", schannel, 36887, "AlertDesc=70"},
		{"The Fabrikam Agent service failed to start due to the following error:\nThe service did not start due to a logon failure.", scm, 7000, "param1=Fabrikam Agent param2=%%1069"},
		{"Fabrikam Agent サービスを、次のエラーが原因で開始できませんでした:\nアクセスが拒否されました。", scm, 7000, "param1=Fabrikam Agent param2=%%5"},
		{"Fabrikam Agent サービスの接続を待機中にタイムアウト (30000 ミリ秒) になりました。", scm, 7009, "param2=Fabrikam Agent param1=30000"},
		{"A timeout was reached (45000 milliseconds) while waiting for the Fabrikam Agent service to connect.", scm, 7009, "param1=45000 param2=Fabrikam Agent"},
		{"The Fabrikam Agent service terminated unexpectedly.  It has done this 3 time(s).", scm, 7034, "param1=Fabrikam Agent param2=3"},
		{"The Fabrikam Agent service terminated unexpectedly.  It has done this 2 time(s).  The following corrective action will be taken in 60000 milliseconds: Restart the service.", scm, 7031, "param1=Fabrikam Agent param2=2 param3=60000 param5=Restart the service"},
		{"Fabrikam Agent サービスは予期せぬ原因により終了しました。このサービスの終了は 4 回目です。", scm, 7034, "param1=Fabrikam Agent param2=4"},
		{"The Fabrikam Agent service was unable to log on as FABRIKAM\\svc with the currently configured password due to the following error: \nThe user name or password is incorrect.", scm, 7038, "param1=Fabrikam Agent param2=FABRIKAM\\svc param3=%%1326"},
		{"Name resolution for the name login.fabrikam.com timed out after none of the configured DNS servers responded.", dns, 1014, "QueryName=login.fabrikam.com"},
		{"The time service detected a time difference of greater than 600000 milliseconds for 900 seconds.", clock, 50, "TimeDifferenceMilliseconds=600000 TimeSampleSeconds=900"},
	} {
		provider, id, ok := Recognize("Hello,\nwe see this:\n" + test.text)
		require.True(t, ok, test.text)
		require.Equal(t, test.provider, provider, test.text)
		require.Equal(t, test.id, id, test.text)
		require.Equal(t, test.want, shown(provider, id, test.text), test.text)
	}
}

func TestOrdinaryTextIsNoEvent(t *testing.T) {
	for _, text := range []string{
		"", "The service failed to start.", "We created a TLS client credential yesterday.",
		"サービスを開始できませんでした。", "The alert was received at nine.",
	} {
		_, _, ok := Recognize(text)
		require.False(t, ok, text)
	}
}

func shown(provider string, id uint32, text string) string {
	var out []string
	for _, f := range Fields(provider, id, text, false) {
		out = append(out, f.Name+"="+f.Value)
	}
	return strings.Join(out, " ")
}
