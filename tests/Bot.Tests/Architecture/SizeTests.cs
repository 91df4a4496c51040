using System.Text.RegularExpressions;

namespace ReleaseBot.Architecture;

/// <summary>Files and methods short enough to read at once; classes sealed.</summary>
public sealed partial class SizeTests
{
    private const int LongestFile = 200;
    private const int LongestMethod = 40;

    private static readonly IReadOnlyList<SourceFile> _sources = [.. RepositoryFiles.Sources("src"), .. RepositoryFiles.Sources("tests")];

    [Fact]
    public void File_has_at_most_200_lines() =>
        Assert.Empty(_sources.Where(file => file.Lines.Count > LongestFile).Select(file => $"{file.Path}: {file.Lines.Count} lines"));

    [Fact]
    public void Method_has_at_most_40_lines() => Assert.Empty(
        from file in _sources
        from method in MethodLengths.Of(file.Lines)
        where method.Lines > LongestMethod
        select $"{file.Path}({method.Line}): {method.Lines} lines");

    [Fact]
    public void Class_is_sealed() => Assert.Empty(
        from file in _sources
        from line in file.Lines
        where ClassDeclaration().IsMatch(line) && !OpenOrClosed().IsMatch(line)
        select $"{file.Path}: {line.Trim()}");

    [Theory]
    [InlineData("void M()\n{\n    A();\n    B();\n}", 2)]
    [InlineData("class C\n{\n    int P { get; }\n    void M(\n        int a)\n    {\n        if (a > 0)\n        {\n            B(\"{\");\n        }\n    }\n}", 4)]
    public void Method_lengths_count_between_the_braces(string code, int expected) =>
        Assert.Equal(expected, Assert.Single(MethodLengths.Of(code.Split('\n'))).Lines);

    [GeneratedRegex(@"^\s*((public|internal|private|protected|file|static|abstract|sealed|partial|readonly)\s+)*(class|record)\s+\w")]
    private static partial Regex ClassDeclaration();

    [GeneratedRegex(@"\b(sealed|static|abstract|record\s+struct)\b")]
    private static partial Regex OpenOrClosed();
}

/// <summary>Lines between the braces of methods, found by indentation, which the format check guarantees.</summary>
internal static partial class MethodLengths
{
    public static IEnumerable<(int Line, int Lines)> Of(IReadOnlyList<string> lines)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Trim() != "{")
            {
                continue;
            }

            var indent = lines[i].IndexOf('{', StringComparison.Ordinal);
            var header = i - 1;
            while (header > 0 && IndentOf(lines[header]) > indent)
            {
                header--;
            }

            if (MethodHeader().IsMatch(string.Join(' ', lines.Skip(header).Take(i - header))))
            {
                var end = i + 1;
                while (IndentOf(lines[end]) != indent || lines[end].Trim()[0] != '}')
                {
                    end++;
                }

                yield return (i + 1, end - i - 1);
            }
        }
    }

    private static int IndentOf(string line) => line.Trim().Length == 0 ? int.MaxValue : line.Length - line.TrimStart().Length;

    // A return type, a name and a parameter list; types, accessors, statements and initialisers look otherwise.
    [GeneratedRegex(@"^\s*(?!.*\b(class|record|struct|interface|enum|new|return|await|else|case)\s)(?!\s*(if|for|foreach|while|switch|using|lock|catch|fixed)\b)[\w\s<>\[\]?,.()]*\w\s*(<[\w\s,]+>)?\(.*\)\s*(where\s.*|:\s*(base|this)\(.*\)\s*)?$")]
    private static partial Regex MethodHeader();
}
