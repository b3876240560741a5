package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A codeLanguage says what the lexer has to know of a programming language.
type codeLanguage struct {
	name       string
	extensions []string // of file names, with the dot
	fences     []string // what a Markdown fence calls it, besides its name
	signs      []string // words that hardly any other language has
	traits     codeTraits
}

// codeTraits are the ways in which the lexer must treat languages differently.
type codeTraits uint32

const (
	slashComments  codeTraits = 1 << iota // "//" and "/* */"
	hashComments                          // "#" to the end of the line
	hashLines                             // a line that begins with "#" is for the preprocessor
	tripleQuotes                          // """text"""
	tripleSingle                          // '''text'''
	singleIsChar                          // 'x' is one character
	longStrings                           // quoted strings go on over lines
	backquoteRaw                          // `text`
	backquoteCode                         // `text ${code}`
	regexLiterals                         // /text/
	dollarNames                           // $name is a variable, and stands for itself in "…"
	atNames                               // @name is a variable
	verbatim                              // @"text""s end", $"text {code}"
	letterPrefixes                        // f"text {code}", r"text"
	hashRaw                               // r#"text"#
	heredocs                              // <<~WORD and <<<WORD
	hashBrace                             // "text #{code}"
	dollarBrace                           // "text ${code}"
	lineEnds                              // a statement ends with its line
	indents                               // blocks are made by indentation, or end with "end"
)

// codeLanguages lists them. The first one wins where signs tell no difference.
var codeLanguages = []codeLanguage{
	{"Python", []string{".py", ".pyi", ".ipynb"}, []string{"py", "python3", "pycon"},
		[]string{"import boto3", "import botocore", "boto3.", "def ", "elif ", "self.", "from typing", "__name__", " = None"},
		hashComments | tripleQuotes | tripleSingle | letterPrefixes | lineEnds | indents},
	{"TypeScript", []string{".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"}, []string{"ts", "tsx", "js", "jsx", "javascript", "node"},
		[]string{"const ", "=> {", "require(", "await ", "export ", "async ", "} from ", "===", "import {", "process.env"},
		slashComments | backquoteCode | regexLiterals | lineEnds},
	{"Go", []string{".go"}, []string{"golang"},
		[]string{"func ", ":= ", "err != nil", "aws.String(", "package main", "stscreds.", "&sts.", "time.Hour"},
		slashComments | singleIsChar | backquoteRaw | lineEnds},
	{"Java", []string{".java", ".groovy"}, nil,
		[]string{"import com.amazonaws", "import software.amazon", "public class ", "new AssumeRoleRequest()", ".builder()", "private static final ", "@Override", "throws "},
		slashComments | singleIsChar | tripleQuotes},
	{"Kotlin", []string{".kt", ".kts"}, []string{"kt"},
		[]string{"fun ", "val ", "import aws.sdk.kotlin", "companion object", "suspend "},
		slashComments | singleIsChar | tripleQuotes | dollarBrace | lineEnds},
	{"C#", []string{".cs"}, []string{"cs", "csharp", "dotnet"},
		[]string{"using Amazon", "using System", "namespace ", "public async Task", "AmazonSecurityTokenServiceClient", "Async(new "},
		slashComments | hashLines | singleIsChar | verbatim | tripleQuotes},
	{"Ruby", []string{".rb", ".rake", ".gemspec"}, []string{"rb"},
		[]string{"require 'aws", "require \"aws", "Aws::", "\nend", "  end\n", "module ", "attr_reader", ".new(", "puts "},
		hashComments | regexLiterals | longStrings | atNames | heredocs | hashBrace | lineEnds | indents},
	{"PHP", []string{".php"}, nil,
		[]string{"<?php", "$this->", "Aws\\", "use Aws", "=> '", "->get(", "$sts"},
		slashComments | hashComments | longStrings | dollarNames | heredocs | dollarBrace},
	{"Rust", []string{".rs"}, []string{"rs"},
		[]string{"fn ", "let mut ", "let _", "aws_sdk_", "aws_config", "use aws_", ".await", "::from_secs(", "use std::", "&str", "pub fn", "i32 =", ".await?", "Ok("},
		slashComments | singleIsChar | longStrings | hashRaw},
	{"Scala", []string{".scala", ".sbt"}, nil,
		[]string{"object ", "implicit ", "case class ", "import zio", "import cats"},
		slashComments | singleIsChar | tripleQuotes | letterPrefixes | lineEnds},
	{"Swift", []string{".swift"}, nil,
		[]string{"import AWSSTS", "import Foundation", "guard let ", "try await "},
		slashComments | tripleQuotes | lineEnds},
	{"C++", []string{".cpp", ".cc", ".cxx", ".hpp", ".h"}, []string{"c", "cc", "cpp"},
		[]string{"#include ", "Aws::STS::", "std::", "Aws::InitAPI"},
		slashComments | hashLines | singleIsChar},
	{"Dart", []string{".dart"}, nil, []string{"import 'package:"},
		slashComments | tripleQuotes | tripleSingle | dollarBrace},
}

// codeUnknown is cautious: what may be a comment in one language is none of
// another's code.
var codeUnknown = codeLanguage{name: "code", traits: slashComments | hashComments | tripleQuotes | tripleSingle | letterPrefixes | hashBrace | dollarBrace | lineEnds}

// maxSigns is how many bytes of a text are looked at to guess its language.
const maxSigns = 64 << 10

// guessLanguage is the language of text by its signs.
func guessLanguage(text string) *codeLanguage {
	text = text[:min(len(text), maxSigns)]
	best, most := &codeUnknown, 0
	for i := range codeLanguages {
		n := 0
		for _, sign := range codeLanguages[i].signs {
			if strings.Contains(text, sign) {
				n++
			}
		}
		if n > most {
			best, most = &codeLanguages[i], n
		}
	}
	return best
}

// languageOfName is the language that a file's name tells, or nil.
func languageOfName(name string) *codeLanguage {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return nil
	}
	ext := strings.ToLower(name[dot:])
	for i := range codeLanguages {
		if slices.Contains(codeLanguages[i].extensions, ext) {
			return &codeLanguages[i]
		}
	}
	return nil
}

// languageOfFence is the language that a Markdown fence names, or nil.
func languageOfFence(info string) *codeLanguage {
	info = strings.ToLower(info)
	if n := strings.IndexAny(info, " \t{,:"); n >= 0 {
		info = info[:n]
	}
	for i := range codeLanguages {
		if l := &codeLanguages[i]; info != "" && (info == strings.ToLower(l.name) || slices.Contains(l.fences, info)) {
			return l
		}
	}
	return nil
}

// A codeStretch is a part of a document that is lexed on its own.
type codeStretch struct {
	source.Span
	language *codeLanguage
}

// codeStretches splits doc at Markdown fences; a document that has none, or
// whose name tells its language, is one stretch.
func codeStretches(doc *source.Document) []codeStretch {
	if l := languageOfName(doc.Name); l != nil {
		return []codeStretch{{source.Span{End: len(doc.Text)}, l}}
	}
	var all []codeStretch
	eachFence(doc.Text, func(start, end int, info string) {
		l := languageOfFence(info)
		if l == nil {
			l = guessLanguage(doc.Text[start:end])
		}
		all = append(all, codeStretch{source.Span{Start: start, End: end}, l})
	})
	return all
}

// eachFence splits text at Markdown fences: it calls add for what stands
// between them, with the words behind the fence that opens it.
func eachFence(text string, add func(start, end int, info string)) {
	if !strings.Contains(text, "```") && !strings.Contains(text, "~~~") {
		add(0, len(text), "")
		return
	}
	part := func(start, end int, info string) {
		if start < end {
			add(start, end, info)
		}
	}
	from, fence, outer := 0, "", "" // outer is a fence around the one that is open
	label, fenced := "", false      // what the open one says, and whether that is a language
	for at := 0; at < len(text); {
		end := lineEnd(text, at)
		line := strings.TrimLeft(text[at:end], " \t>")
		next := min(end+1, len(text))
		mark, info := "", ""
		if strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~") {
			mark, info = line[:3], strings.TrimSpace(strings.TrimLeft(line, line[:1]))
		}
		switch {
		case mark == "":
		case fence != "" && mark == fence && info == "":
			part(from, at, label)
			from, fence, outer, label, fenced = next, outer, "", "", false
		case fence != "" && (mark == fence || outer != "" || fenced):
		case fence != "": // a Markdown text inside a fence that names no language
			part(from, at, "")
			from, fence, outer, label, fenced = next, mark, fence, info, languageOfFence(info) != nil
		case !strings.Contains(info, "`"):
			part(from, at, "")
			from, fence, label, fenced = next, mark, info, languageOfFence(info) != nil
		}
		at = next
	}
	part(from, len(text), label)
}
