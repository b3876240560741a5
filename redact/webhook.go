package redact

// A hook is an address that whoever knows it may post to.
var hooks = []string{
	"hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/",
	"webhook.office.com/webhookb2/", "outlook.office.com/webhook/", "hooks.zapier.com/hooks/catch/", "events.pagerduty.com/integration/",
	"maker.ifttt.com/trigger/", "api.telegram.org/bot", "webhook.site/", "hook.eu1.make.com/", "hook.us1.make.com/", "chat.googleapis.com/v1/spaces/",
	"open.feishu.cn/open-apis/bot/v2/hook/", "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", "oapi.dingtalk.com/robot/send?access_token=", "sentry.io/api/hooks/",
	"alert.victorops.com/integrations/generic/", "api.opsgenie.com/v1/json/", "hooks.airtable.com/workflows/",
}

var ruleHook = &rule{"webhook", Sure, "whoever knows this path may post to it"}

// findHook looks at the host whose label begins at host.
func findHook(s *scan, host int) {
	text := s.text
	if !s.to.hooks[nameEnding(byteAt(text, host), byteAt(text, host+1))] {
		return
	}
	for _, h := range hooks {
		if !at(text, host, h) {
			continue
		}
		start := host + len(h)
		stop := start
		for stop < len(text) && !is(text[stop], space|quote|angle) && text[stop] != ')' && text[stop] != ']' && text[stop] != '\\' && text[stop] != ',' {
			stop++
		}
		if v := text[start:stop]; len(v) >= 8 && !isReference(v) && masks(v)&digit != 0 {
			s.add(start, stop, KindToken, ruleHook, everywhere)
		}
		return
	}
}
