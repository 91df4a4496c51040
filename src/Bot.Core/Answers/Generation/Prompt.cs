using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.SemanticKernel;

namespace ReleaseBot.Answers.Generation;

/// <summary>A prompt as a folder in Semantic Kernel's format: skprompt.txt and config.json.</summary>
internal sealed partial class Prompt
{
    private Prompt(string name, KernelFunction function, string template, string hash, ImmutableHashSet<string> variables) =>
        (Name, Function, Template, Hash, Variables) = (name, function, template, hash, variables);

    /// <summary>Its name: the folder's.</summary>
    public string Name { get; }

    /// <summary>What calls the model with it.</summary>
    public KernelFunction Function { get; }

    /// <summary>Its text, variables in place.</summary>
    public string Template { get; }

    /// <summary>SHA-256 of both files, lower-case hex, its first 16 digits.</summary>
    public string Hash { get; }

    /// <summary>The variables it takes.</summary>
    public ImmutableHashSet<string> Variables { get; }

    /// <summary>Reads the prompt <paramref name="name"/>; it must use and declare exactly <paramref name="variables"/>.</summary>
    /// <exception cref="PromptException">A file is missing or malformed, or a variable is undeclared, unused, missing or optional.</exception>
    public static Prompt Load(string folder, string name, IEnumerable<string> variables)
    {
        var path = Path.Combine(folder, name);
        var text = ReadText(Path.Combine(path, "skprompt.txt"));
        var json = ReadText(Path.Combine(path, "config.json"));
        var config = Config(json, path);
        config.Template = text;
        config.Name = name.Replace('-', '_');
        Check(path, text, config, [.. variables]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{text}\0{json}")))[..16];
        return new Prompt(name, KernelFunctionFactory.CreateFromPrompt(config, new KernelPromptTemplateFactory()), text, hash, [.. variables]);
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path).ReplaceLineEndings("\n");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PromptException($"The prompt file {path} cannot be read ({failure.Message}) Restore it, or set Llm:PromptDirectory to the folder of the prompts.", failure);
        }
    }

    private static PromptTemplateConfig Config(string json, string path)
    {
        try
        {
            return PromptTemplateConfig.FromJson(json);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or KernelException)
        {
            throw new PromptException($"{Path.Combine(path, "config.json")} is malformed: {failure.Message} Restore it.", failure);
        }
    }

    private static void Check(string path, string text, PromptTemplateConfig config, string[] given)
    {
        var blocks = Block().Matches(text);
        var used = blocks.Select(block => Variable().Match(block.Value)).Where(match => match.Success).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var declared = config.InputVariables.ConvertAll(variable => variable.Name);
        var faults = new[]
        {
            Fault(blocks.Where(block => !Variable().IsMatch(block.Value)).Select(block => block.Value), "skprompt.txt may hold variables only, not {0}"),
            Fault(used.Except(declared), "{0} is used in skprompt.txt but not declared in config.json"),
            Fault(declared.Except(used), "{0} is declared in config.json but not used in skprompt.txt"),
            Fault(declared.Except(given), "{0} is declared, but nothing fills it in"),
            Fault(given.Except(declared), "{0} is missing in config.json"),
            Fault(declared.GroupBy(variable => variable).Where(same => same.Count() > 1).Select(same => same.Key), "{0} is declared twice"),
            Fault(config.InputVariables.Where(variable => !variable.IsRequired || variable.Default is not null || variable.AllowDangerouslySetContent).Select(variable => variable.Name),
                "{0} must be required, without a default, and with its content encoded"),
            Roles().Count(text) < 2 ? "skprompt.txt must hold <message role=\"system\"> and <message role=\"user\">" : null,
        }.OfType<string>().ToList();
        if (faults.Count > 0)
        {
            throw new PromptException($"The prompt {path} is wrong: {string.Join("; ", faults)}. Correct it, or restore the folder.");
        }
    }

    private static string? Fault(IEnumerable<string> names, string message) =>
        names.Distinct().Order(StringComparer.Ordinal).ToArray() is [_, ..] all ? string.Format(null, message, string.Join(", ", all)) : null;

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\{\{\s*\$(?<name>\w+)\s*\}\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex("""<message role="(?:system|user)">""", RegexOptions.CultureInvariant)]
    private static partial Regex Roles();
}
