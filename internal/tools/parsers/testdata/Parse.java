import com.sun.source.util.JavacTask;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Names the files that javac parses neither as they are nor as members or statements below their imports. */
class Parse {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            String text = Files.readString(Path.of(name));
            int body = text.startsWith("import ") ? 0 : text.lastIndexOf("\nimport ") + 1;
            body = text.startsWith("import ", body) ? text.indexOf('\n', body) : 0;
            String imports = text.substring(0, body);
            String rest = text.substring(body);
            String wrong = error(text);
            if (wrong != null && error(imports + "class X {" + rest + "}") != null && error(imports + "class X { void x() {" + rest + "} }") != null) {
                System.out.println(name + ":" + wrong);
            }
        }
    }

    /** The first error in the text, on one line, or null. Types are not looked at. */
    static String error(String text) throws Exception {
        var file = new SimpleJavaFileObject(URI.create("string:///X.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean lenient) {
                return text;
            }
        };
        var found = new DiagnosticCollector<JavaFileObject>();
        ((JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, found, List.of("-proc:none"), null, List.of(file))).parse();
        for (var d : found.getDiagnostics()) {
            if (d.getKind() == Diagnostic.Kind.ERROR) {
                return d.getMessage(null).replace('\n', ' ');
            }
        }
        return null;
    }
}
