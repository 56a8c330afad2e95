using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Platform.ServiceKit.Http;

/// <summary>
/// What a route's handler can answer, read from its own code and all code of ours that it calls: the problems it makes,
/// whether it asks for <c>If-Match</c>, whether it names the answer's version. So the API's document cannot forget a
/// problem, nor keep one that is gone. Calls through interfaces and stored delegates are not followed; nothing of ours
/// answers problems there.
/// </summary>
internal sealed partial class HandlerCode
{
    private static readonly ConcurrentDictionary<MethodBase, HandlerCode> Known = new();
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private HandlerCode(IReadOnlySet<KnownProblem> problems, bool asksForVersion, bool tellsVersion) =>
        (Problems, AsksForVersion, TellsVersion) = (problems, asksForVersion, tellsVersion);

    public IReadOnlySet<KnownProblem> Problems { get; }

    /// <summary>It reads <c>If-Match</c> and refuses without.</summary>
    public bool AsksForVersion { get; }

    /// <summary>Its answer carries an <c>ETag</c>.</summary>
    public bool TellsVersion { get; }

    public static HandlerCode Of(MethodBase handler) => Known.GetOrAdd(handler, static start =>
        {
            var problems = new HashSet<KnownProblem>();
            var seen = new HashSet<MethodBase> { start };
            var next = new Queue<MethodBase>([start]);
            while (next.TryDequeue(out var method))
            {
                foreach (var called in Read(method, problems))
                {
                    if (IsOurs(called) && seen.Add(called))
                        next.Enqueue(called);
                }
            }

            return new HandlerCode(
                problems,
                seen.Any(method => Is(method, typeof(ETags), nameof(ETags.ExpectedVersion))),
                seen.Any(method => Is(method, typeof(ETags), nameof(ETags.SetETag)))
            );
        });

    /// <summary>Adds the problems that this method makes; gives what it calls.</summary>
    private static List<MethodBase> Read(MethodBase method, HashSet<KnownProblem> problems)
    {
        var called = new List<MethodBase>();
        // The body of an async method is in a type that the compiler made.
        if (
            method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is
            { ContainsGenericParameters: false } machine
        )
            called.AddRange(
                machine.GetMethods(
                    BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly
                )
            );

        string? text = null;
        var followsText = false;
        foreach (var (code, operand) in Instructions(method))
        {
            if (operand is string literal)
                (text, followsText) = (literal, true);
            else if (operand is int number)
            {
                // new Problem("area/what", 409, …): the text, then the status.
                if (followsText && number is >= 400 and < 600 && Type().IsMatch(text!))
                    problems.Add(new KnownProblem(text!, number));
                followsText = false;
            }
            else if (operand is MethodBase target)
            {
                if (Is(target, typeof(Problem), nameof(Problem.NotFound)) && text is not null && What().IsMatch(text))
                    problems.Add(new KnownProblem($"{text.Replace(' ', '-')}/not-found", 404));
                called.Add(target);
                followsText = false;
            }
            else if (code != OpCodes.Nop)
                followsText = false;
        }

        return called;
    }

    private static IEnumerable<(OpCode Code, object? Operand)> Instructions(MethodBase method)
    {
        if (method.IsAbstract || method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            yield break;
        for (var at = 0; at < il.Length; )
        {
            var code = il[at] == 0xfe ? Codes[(short)(0xfe00 | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            yield return (
                code,
                code.OperandType switch
                {
                    OperandType.InlineString => method.Module.ResolveString(BitConverter.ToInt32(il, at)),
                    OperandType.InlineMethod => Resolve(method, BitConverter.ToInt32(il, at)),
                    OperandType.InlineI => BitConverter.ToInt32(il, at),
                    _ => null,
                }
            );
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineI or OperandType.ShortInlineVar or OperandType.ShortInlineBrTarget => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(
                token,
                method.DeclaringType?.GetGenericArguments(),
                method.IsGenericMethod ? method.GetGenericArguments() : null
            );
        }
        catch (Exception exception)
            when (exception is ArgumentException or BadImageFormatException or FileNotFoundException)
        {
            // Of an assembly that is not there, or with type arguments that are not known here: none of ours.
            return null;
        }
    }

    private static bool IsOurs(MethodBase method) =>
        method.DeclaringType?.Assembly.GetName().Name?.StartsWith("Platform.", StringComparison.Ordinal) == true;

    private static bool Is(MethodBase method, Type type, string name) =>
        method.DeclaringType == type && method.Name == name;

    [GeneratedRegex("^[a-z][a-z0-9-]*(/[a-z0-9-]+)?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Type();

    [GeneratedRegex("^[a-z][a-z -]*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex What();
}
