using System.Globalization;
using Platform.ServiceKit.Http;

namespace Platform.Rules;

/// <summary>
/// Reads rules such as <c>arr &gt;= 50_000 and (health_band in ('red', 'yellow') or renewal_date within 90 days)</c>.
/// The grammar is in <c>shared/docs/segment-rules.md</c>. Names, types and choices are checked while reading, so that a
/// stored rule always evaluates.
/// </summary>
internal sealed class RuleParser(IReadOnlyList<RuleToken> tokens, IReadOnlyDictionary<string, RuleAttribute> attributes)
{
    // Deeper nesting than any person writes; a bound because reading and evaluating recurse.
    private const int DeepestNesting = 64;
    private const int MostDays = 3650;

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private int _at;
    private int _depth;

    private RuleToken Current => tokens[_at];

    public IReadOnlySet<string> AttributesRead => _read;

    public bool DependsOnToday { get; private set; }

    public RuleExpression Parse()
    {
        var expression = Or();
        if (Current.Kind != RuleTokenKind.End)
            throw Error(Current, $"Expected 'and', 'or' or the end of the rule, found {Current.Shown}.");
        return expression;
    }

    private RuleExpression Or()
    {
        var left = And();
        while (Take("or"))
            left = new OrExpression(left, And());
        return left;
    }

    private RuleExpression And()
    {
        var left = Not();
        while (Take("and"))
            left = new AndExpression(left, Not());
        return left;
    }

    private RuleExpression Not()
    {
        if (++_depth > DeepestNesting)
            throw Error(Current, $"Nested more than {DeepestNesting} deep. Split the rule into several segments.");
        var start = Current;
        RuleExpression expression;
        if (Take("not"))
            expression = new NotExpression(Not());
        else if (Take("("))
        {
            expression = Or();
            if (!Take(")"))
                throw Error(
                    Current,
                    $"Expected ')' for the bracket opened at {start.Start + 1}, found {Current.Shown}."
                );
        }
        else
            expression = Comparison();
        _depth--;
        return expression;
    }

    private RuleExpression Comparison()
    {
        var token = Current;
        if (token.Kind != RuleTokenKind.Word)
            throw Error(token, $"Expected an attribute, found {token.Shown}.");
        if (!attributes.TryGetValue(token.Text.ToLowerInvariant(), out var attribute))
            throw Error(token, $"There is no attribute '{token.Text}'.{Suggestion(token.Text)}");
        _at++;
        _read.Add(attribute.Name);

        if (Take("is"))
            return IsMissing(attribute);
        if (Take("within"))
            return Within(attribute);
        if (Take("between"))
            return Between(attribute);
        if (Take("in"))
            return In(attribute);
        if (Current.Is("not") && tokens[_at + 1].Is("in"))
        {
            _at += 2;
            // What is missing is in no list and out of no list, like every other comparison.
            return new AndExpression(
                new MissingExpression(attribute.Name, IsMissing: false),
                new NotExpression(In(attribute))
            );
        }
        if (Current is { Kind: RuleTokenKind.Symbol, Text: "=" or "!=" or "<" or "<=" or ">" or ">=" })
            return Compare(attribute);
        if (attribute.Type == RuleType.Boolean)
            return new FlagExpression(attribute.Name);
        throw Error(
            Current,
            $"Expected =, !=, <, <=, >, >=, in, between, within or is after '{attribute.Name}', found {Current.Shown}."
        );
    }

    private ComparisonExpression Compare(RuleAttribute attribute)
    {
        var symbol = Current;
        _at++;
        if (symbol.Text is not ("=" or "!="))
            RequireOrder(attribute, symbol);
        return new ComparisonExpression(attribute.Name, symbol.Text, Value(attribute));
    }

    private MissingExpression IsMissing(RuleAttribute attribute)
    {
        var known = Take("not");
        if (!Take("missing"))
            throw Error(Current, $"Expected 'missing' or 'not missing' after 'is', found {Current.Shown}.");
        return new MissingExpression(attribute.Name, !known);
    }

    private BetweenExpression Between(RuleAttribute attribute)
    {
        RequireOrder(attribute, tokens[_at - 1]);
        var least = Value(attribute);
        if (!Take("and"))
            throw Error(Current, $"Expected 'and' between the two limits, found {Current.Shown}.");
        var mostAt = Current;
        var most = Value(attribute);
        if (RuleComparison.Compare(least, most) > 0)
            throw Error(mostAt, "The upper limit lies below the lower one, so nothing could match. Swap them.");
        return new BetweenExpression(attribute.Name, least, most);
    }

    private InExpression In(RuleAttribute attribute)
    {
        if (!Take("("))
            throw Error(Current, $"Expected '(' and a list of values after 'in', found {Current.Shown}.");
        var values = new List<object> { Value(attribute) };
        while (Take(","))
            values.Add(Value(attribute));
        if (!Take(")"))
            throw Error(Current, $"Expected ',' or ')' in the list, found {Current.Shown}.");
        return new InExpression(attribute.Name, values);
    }

    private WithinExpression Within(RuleAttribute attribute)
    {
        if (attribute.Type != RuleType.Date)
            throw Error(tokens[_at - 1], $"'within' needs a date; '{attribute.Name}' is {NameOf(attribute.Type)}.");
        var looksBack = Take("last");
        var days = Current;
        if (
            days.Kind != RuleTokenKind.Number
            || !int.TryParse(days.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > MostDays
        )
            throw Error(days, $"Expected a number of days from 0 to {MostDays}, found {days.Shown}.");
        _at++;
        if (!Take("days") && !Take("day"))
            throw Error(Current, $"Expected 'days', found {Current.Shown}.");
        DependsOnToday = true;
        return new WithinExpression(attribute.Name, count, looksBack);
    }

    private object Value(RuleAttribute attribute)
    {
        var token = Current;
        object? value = (attribute.Type, token.Kind) switch
        {
            (RuleType.Number, RuleTokenKind.Number) => decimal.Parse(token.Text, CultureInfo.InvariantCulture),
            (RuleType.Date, RuleTokenKind.Date) => DateOnly.ParseExact(
                token.Text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            ),
            (RuleType.Text or RuleType.TextList, RuleTokenKind.Text) => Chosen(attribute, token),
            (RuleType.Boolean, RuleTokenKind.Word) when token.Is("true") => true,
            (RuleType.Boolean, RuleTokenKind.Word) when token.Is("false") => false,
            _ => null,
        };
        if (value is null)
            throw Error(
                token,
                $"'{attribute.Name}' is {NameOf(attribute.Type)}, so {Example(attribute.Type)} is expected here, "
                    + $"found {token.Shown}."
            );
        _at++;
        return value;
    }

    private static string Chosen(RuleAttribute attribute, RuleToken token) =>
        attribute.Choices is null || attribute.Choices.Contains(token.Text, StringComparer.OrdinalIgnoreCase)
            ? token.Text
            : throw Error(
                token,
                $"'{attribute.Name}' is never '{token.Text}'. It is one of {string.Join(", ", attribute.Choices)}."
            );

    private static void RequireOrder(RuleAttribute attribute, RuleToken symbol)
    {
        if (attribute.Type is not (RuleType.Number or RuleType.Date))
            throw Error(
                symbol,
                $"'{symbol.Text}' needs a number or a date; '{attribute.Name}' is {NameOf(attribute.Type)}. Use "
                    + $"= or in."
            );
    }

    private bool Take(string word)
    {
        if (!Current.Is(word))
            return false;
        _at++;
        return true;
    }

    private string Suggestion(string name)
    {
        var near = UnknownParameterMiddleware.Near(name, attributes.Keys);
        return near.Count > 0
            ? $" Did you mean {string.Join(" or ", near)}?"
            : $" Known: {string.Join(", ", attributes.Keys.Order(StringComparer.Ordinal))}.";
    }

    private static string NameOf(RuleType type) =>
        type switch
        {
            RuleType.Number => "a number",
            RuleType.Date => "a date",
            RuleType.Boolean => "yes or no",
            RuleType.TextList => "a list of texts",
            _ => "a text",
        };

    private static string Example(RuleType type) =>
        type switch
        {
            RuleType.Number => "a number such as 50_000",
            RuleType.Date => "a date such as 2026-01-31",
            RuleType.Boolean => "true or false",
            _ => "a text in quotation marks",
        };

    private static RuleErrorException Error(RuleToken token, string message) =>
        new(new RuleError(token.Start + 1, token.Length, message));
}
