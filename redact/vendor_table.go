package redact

// An issued is a form of token that a service gives out: how it begins, and
// what follows. Lengths are those seen or documented, with room below them: a
// token that was cut opens nothing, but says whose it was.
type issued struct {
	prefix   string
	alphabet alphabet
	least    int // bytes behind the prefix
	most     int // 0: no limit
}

// An alphabet says which bytes a token is made of.
type alphabet uint8

const (
	alnums    alphabet = iota // letters and digits
	hexes                     // lower-case hexadecimal
	urlBase64                 // letters, digits, - and _
	base64s                   // letters, digits, + / and =
	dotted                    // letters, digits, - _ . and =
)

func (a alphabet) holds(b byte) bool {
	switch {
	case is(b, digit):
		return true
	case a == hexes:
		return b >= 'a' && b <= 'f'
	case is(b, alnum):
		return true
	case a == urlBase64:
		return b == '-' || b == '_'
	case a == base64s:
		return b == '+' || b == '/' || b == '='
	case a == dotted:
		return b == '-' || b == '_' || b == '.' || b == '='
	}
	return false
}

// issuedTokens lists the forms by how they begin: those that services document
// and that public scanners of secrets look for. internal/tools/gitleaks holds
// them against the examples of one.
var issuedTokens = []issued{
	// Code hosting and packages.
	{"ghp_", alnums, 20, 255}, {"gho_", alnums, 20, 255}, {"ghu_", alnums, 20, 255}, {"ghs_", alnums, 20, 255}, {"ghr_", alnums, 20, 255},
	{"github_pat_", urlBase64, 22, 255},
	{"glpat-", dotted, 16, 300}, {"gldt-", urlBase64, 16, 64}, {"glrt-", urlBase64, 16, 64}, {"glcbt-", urlBase64, 16, 80}, {"glptt-", urlBase64, 16, 64},
	{"glft-", urlBase64, 16, 64}, {"glimt-", urlBase64, 16, 64}, {"glagent-", urlBase64, 20, 80}, {"gloas-", urlBase64, 20, 80}, {"glsoat-", urlBase64, 16, 64},
	{"GR1348941", urlBase64, 16, 40}, {"glffct-", urlBase64, 16, 64}, {"_gitlab_session=", alnums, 16, 64},
	{"ATATT3", base64s, 60, 0}, {"ATBB", alnums, 24, 64}, {"ATCTT3", base64s, 60, 0},
	{"npm_", alnums, 30, 64}, {"pypi-AgE", urlBase64, 40, 0}, {"rubygems_", hexes, 40, 64}, {"dckr_pat_", urlBase64, 20, 64}, {"dckr_oat_", urlBase64, 20, 64},
	{"AKCp", alnums, 60, 90}, {"cio", alnums, 32, 32}, {"oy2", alnums, 43, 43}, {"clojars_", alnums, 50, 80}, {"CLOJARS_", alnums, 50, 80},
	// Chat and mail.
	{"xoxb-", urlBase64, 20, 0}, {"xoxp-", urlBase64, 20, 0}, {"xoxa-", urlBase64, 12, 0}, {"xoxe-", urlBase64, 20, 0}, {"xoxe.xoxp-", urlBase64, 20, 0},
	{"xoxe.xoxb-", urlBase64, 20, 0}, {"xoxr-", urlBase64, 12, 0}, {"xoxs-", urlBase64, 12, 0}, {"xoxo-", urlBase64, 12, 0}, {"xoxd-", base64s, 20, 0},
	{"xapp-", urlBase64, 20, 0}, {"SG.", dotted, 40, 90}, {"key-", hexes, 32, 32}, {"pubkey-", hexes, 32, 32}, {"re_", urlBase64, 30, 40}, {"xkeysib-", urlBase64, 64, 90},
	{"xsmtpsib-", urlBase64, 64, 90}, {"mlsn.", hexes, 60, 70},
	// Payments and shops.
	{"sk_live_", alnums, 10, 255}, {"sk_test_", alnums, 10, 255}, {"rk_live_", alnums, 10, 255}, {"rk_test_", alnums, 10, 255}, {"sk_prod_", alnums, 10, 255},
	{"rk_prod_", alnums, 10, 255}, {"whsec_", base64s, 24, 80}, {"shpat_", alnums, 32, 40}, {"shpca_", alnums, 32, 40}, {"shppa_", alnums, 32, 40}, {"shpss_", alnums, 32, 40},
	{"sq0atp-", urlBase64, 20, 80}, {"sq0csp-", urlBase64, 40, 60}, {"EAAA", urlBase64, 56, 64}, {"EAAl", urlBase64, 56, 64}, {"access_token$production$", alnums, 40, 60},
	{"FLWSECK_TEST-", alnums, 12, 60}, {"FLWSECK-", alnums, 12, 60}, {"FLWPUBK_TEST-", alnums, 20, 60}, {"duffel_test_", urlBase64, 40, 50}, {"duffel_live_", urlBase64, 40, 50}, {"EZAK", alnums, 50, 60}, {"EZTK", alnums, 50, 60},
	{"shippo_live_", hexes, 40, 40}, {"shippo_test_", hexes, 40, 40}, {"live_", urlBase64, 40, 60}, {"ps_live_", alnums, 20, 60},
	// Clouds and platforms.
	{"AIza", urlBase64, 30, 40}, {"GOCSPX-", urlBase64, 24, 40}, {"ya29.", dotted, 20, 0}, {"1//0", urlBase64, 30, 0}, {"ya29.a0", dotted, 20, 0},
	{"dop_v1_", hexes, 60, 70}, {"doo_v1_", hexes, 60, 70}, {"dor_v1_", hexes, 60, 70}, {"HRKU-", urlBase64, 30, 70}, {"LTAI", alnums, 16, 24}, {"AKID", alnums, 30, 40},
	{"pscale_tkn_", dotted, 30, 70}, {"pscale_pw_", dotted, 30, 70}, {"pscale_oauth_", dotted, 30, 70}, {"fo1_", urlBase64, 40, 50}, {"FlyV1 fm", base64s, 40, 0}, {"fm1r_", base64s, 40, 0}, {"fm2_", base64s, 40, 0}, {"fm1a_", base64s, 40, 0},
	{"sbp_", hexes, 40, 40}, {"sb_secret_", urlBase64, 20, 60}, {"nfp_", alnums, 36, 40}, {"vc", alnums, 24, 24}, {"rnd_", alnums, 24, 40}, {"CFPAT-", urlBase64, 40, 50}, {"v1.0-", urlBase64, 140, 200},
	{"tskey-", urlBase64, 20, 80}, {"ABSK", base64s, 100, 140}, {"ABSKQmVkcm9ja0FQSUtleS", base64s, 80, 140}, {"sha256~", urlBase64, 40, 50}, {"s-s4t2ud-", hexes, 60, 70}, {"s-s4t2af-", hexes, 60, 70}, {"t1.", dotted, 80, 0}, {"YC", urlBase64, 38, 38}, {"AQVN", urlBase64, 35, 40}, {"bedrock-api-key-", base64s, 20, 0}, {"LKLC", alnums, 30, 40}, {"ops_eyJ", base64s, 100, 0}, {"A3-", urlBase64, 30, 40},
	// Infrastructure tools.
	{"hvs.", urlBase64, 20, 0}, {"hvb.", urlBase64, 20, 0}, {"hvr.", urlBase64, 20, 0}, {"pul-", hexes, 40, 40}, {"dp.pt.", alnums, 40, 50}, {"dp.st.", dotted, 40, 70}, {"dp.ct.", alnums, 40, 50},
	{"dp.sa.", alnums, 40, 50}, {"dp.scim.", alnums, 40, 50}, {"dp.audit.", alnums, 40, 50}, {"dapi", hexes, 32, 34}, {"glsa_", urlBase64, 32, 50}, {"glc_", base64s, 32, 0}, {"eyJrIjoi", base64s, 70, 0},
	{"NRAK-", alnums, 27, 30}, {"NRIQ-", urlBase64, 25, 40}, {"NRII-", urlBase64, 25, 40}, {"NRJS-", hexes, 19, 19}, {"NRSP-", urlBase64, 20, 40}, {"dt0c01.", dotted, 60, 100}, {"dt0s01.", dotted, 60, 100},
	{"sntrys_", base64s, 60, 0}, {"sntryu_", hexes, 60, 70}, {"lin_api_", alnums, 32, 50}, {"lin_oauth_", alnums, 32, 70}, {"PMAK-", urlBase64, 50, 70}, {"phx_", alnums, 40, 50}, {"phc_", alnums, 40, 50}, {"phs_", alnums, 30, 50},
	{"snyk_", dotted, 30, 60}, {"sgp_", urlBase64, 40, 60}, {"slk_", hexes, 60, 70}, {"CCIPAT_", urlBase64, 40, 80}, {"bkua_", hexes, 40, 40}, {"bkaj_", dotted, 40, 0}, {"tfp_", dotted, 40, 80}, {"infracost_", alnums, 20, 50}, {"ico-", alnums, 32, 32},
	{"ol_api_", alnums, 30, 60}, {"secret_", alnums, 43, 43}, {"ntn_", alnums, 40, 60}, {"pat", dotted, 80, 90}, {"key", alnums, 14, 14}, {"figd_", urlBase64, 36, 50}, {"r8_", alnums, 36, 40}, {"waka_", urlBase64, 36, 40}, {"K8e2c_", alnums, 20, 60},
	{"AGE-SECRET-KEY-1", alnums, 50, 64}, {"sl.", urlBase64, 120, 0}, {"sl.u.", urlBase64, 120, 0}, {"shcd_", alnums, 30, 60}, {"rdme_", alnums, 70, 75}, {"sm_api_", alnums, 30, 60}, {"sdp_live_", alnums, 20, 60}, {"adafruit_", alnums, 20, 60}, {"aio_", alnums, 28, 28},
	{"cmVmdGtuOj", base64s, 50, 70}, {"p8e-", alnums, 32, 32}, {"0o_", alnums, 40, 60}, {"xau_", alnums, 40, 80}, {"xata_", urlBase64, 40, 80}, {"neon_", alnums, 30, 80}, {"napi_", alnums, 40, 80}, {"tr_dev_", alnums, 20, 60}, {"tr_prod_", alnums, 20, 60},
	{"api_org_", alnums, 34, 34}, {"nvapi-", urlBase64, 50, 90}, {"pplx-", alnums, 40, 60}, {"hf_", alnums, 30, 40}, {"gsk_", alnums, 40, 60}, {"sk-ant-", urlBase64, 60, 0}, {"sk-proj-", urlBase64, 40, 0}, {"sk-svcacct-", urlBase64, 40, 0}, {"sk-admin-", urlBase64, 40, 0},
	{"sk-or-v1-", hexes, 60, 70}, {"sk-", alnums, 32, 60}, {"xai-", alnums, 70, 90}, {"tvly-", urlBase64, 28, 50}, {"lsv2_pt_", urlBase64, 40, 60}, {"lsv2_sk_", urlBase64, 40, 60}, {"pk-lf-", hexes, 32, 40}, {"sk-lf-", urlBase64, 32, 40},
	{"EAAC", alnums, 80, 0}, {"EAAM", alnums, 80, 0}, {"EAAB", alnums, 80, 0}, {"EAAD", alnums, 80, 0}, {"IGQVJ", alnums, 80, 0}, {"SK", hexes, 32, 32}, {"AC", hexes, 32, 32}, {"00D", dotted, 90, 130}, {"MII", base64s, 400, 0},
	{"settlemint_", alnums, 30, 40}, {"sm_aat_", alnums, 16, 16}, {"sm_pat_", alnums, 16, 16}, {"sm_sat_", alnums, 16, 16}, {"hvp_", alnums, 30, 60}, {"sonar", alnums, 40, 60}, {"squ_", hexes, 40, 40}, {"sqp_", hexes, 40, 40}, {"sqa_", hexes, 40, 40},
	{"ddp_", alnums, 36, 36}, {"ddapp_", alnums, 30, 60}, {"dd_api_", hexes, 30, 60}, {"lux_", alnums, 30, 60}, {"authress_", alnums, 30, 0}, {"sc_", dotted, 70, 120}, {"ext_", dotted, 70, 120}, {"scauth_", dotted, 70, 120}, {"pdl_", urlBase64, 40, 80}, {"pnu_", alnums, 36, 36},
}
