using System.Text.Json;
using Platform.Contracts;

namespace Platform.Feedback.Surveys;

/// <param name="Key">Names the reply; unique within the survey.</param>
/// <param name="Kind"><c>rating</c> (1 to <paramref name="ScaleTo"/>), <c>choice</c> (one of
/// <paramref name="Choices"/>) or <c>text</c>.</param>
/// <param name="Choices">The answers to choose from; left out for free text.</param>
/// <param name="Required">Whether it has to be answered.</param>
public sealed record SurveyQuestion(
    string Key,
    string Text,
    string Kind,
    IReadOnlyList<string>? Choices = null,
    int? ScaleTo = null,
    bool Required = false
);

/// <summary>A survey's rules, without I/O: which scores there are, what they mean, and which answer needs somebody's
/// care.</summary>
public sealed record Survey(
    Guid Id,
    string Name,
    string Type,
    string Question,
    int ScaleFrom,
    int ScaleTo,
    string Method,
    int? TopBoxes,
    decimal? LoopAtOrBelow,
    string? Product,
    IReadOnlyList<SurveyQuestion> Questions
)
{
    public const string Nps = "nps";
    public const string Csat = "csat";
    public const string Ces = "ces";
    public const string Custom = "custom";

    public const int MaxComment = 10_000;
    public const int MaxReply = 2_000;

    public static readonly IReadOnlyList<string> Types = [Nps, Csat, Ces, Custom];

    public bool HasScore => Type != Custom;

    /// <summary>NPS only: 9–10 promoter, 7–8 passive, 0–6 detractor.</summary>
    public string? ClassOf(decimal? score) =>
        Type != Nps || score is null
            ? null
            : score switch
            {
                >= 9 => "promoter",
                >= 7 => "passive",
                _ => "detractor",
            };

    /// <summary>Why the answer opens a loop; null where it needs none. What a person asks for themselves comes after
    /// what the score says.</summary>
    public string? LoopReason(AnswerInput answer)
    {
        if (ClassOf(answer.Score) == "detractor")
            return "detractor";
        if (Type is Csat or Ces && answer.Score <= LoopAtOrBelow)
            return Type == Csat ? "low_csat" : "high_effort";
        return answer.WantsReply || answer.Comment?.Contains('?', StringComparison.Ordinal) == true ? "question" : null;
    }

    /// <summary>Every failing field at once; empty where the answer is fine.</summary>
    public Dictionary<string, string[]> Validate(AnswerInput answer)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (HasScore && answer.Score is null)
            errors["score"] = [$"is missing: choose a number from {ScaleFrom} to {ScaleTo}"];
        else if (!HasScore && answer.Score is not null)
            errors["score"] = ["is not asked for by this survey"];
        else if (
            answer.Score is { } score
            && (score < ScaleFrom || score > ScaleTo || score != decimal.Truncate(score))
        )
            errors["score"] = [$"{score} is not a whole number from {ScaleFrom} to {ScaleTo}"];
        if (answer.Comment?.Length > MaxComment)
            errors["comment"] = [$"is longer than {MaxComment} characters"];

        foreach (var unknown in answer.Replies.Keys.Where(key => Questions.All(q => q.Key != key)))
            errors[$"replies.{unknown}"] = ["is no question of this survey"];
        foreach (var question in Questions)
        {
            if (Check(question, answer.Replies.GetValueOrDefault(question.Key)) is { } error)
                errors[$"replies.{question.Key}"] = [error];
        }

        return errors;
    }

    private static string? Check(SurveyQuestion question, string? reply)
    {
        if (string.IsNullOrWhiteSpace(reply))
            return question.Required ? "is missing" : null;
        if (reply.Length > MaxReply)
            return $"is longer than {MaxReply} characters";
        return question.Kind switch
        {
            "rating"
                when !int.TryParse(
                    reply,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var value
                )
                    || value < 1
                    || value > question.ScaleTo => $"'{reply}' is not a whole number from 1 to {question.ScaleTo}",
            "choice" when question.Choices?.Contains(reply, StringComparer.Ordinal) != true =>
                $"'{reply}' is none of: {string.Join(", ", question.Choices ?? [])}",
            _ => null,
        };
    }
}

/// <summary>A survey's row.</summary>
internal sealed class SurveyRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";
    public string Question { get; init; } = "";
    public int ScaleFrom { get; init; }
    public int ScaleTo { get; init; }
    public string Method { get; init; } = "";
    public int? TopBoxes { get; init; }
    public decimal? LoopAtOrBelow { get; init; }
    public string? Product { get; init; }
    public string Questions { get; init; } = "[]";
    public string Status { get; init; } = "";
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";

    public Survey ToSurvey() =>
        new(
            Id,
            Name,
            Type,
            Question,
            ScaleFrom,
            ScaleTo,
            Method,
            TopBoxes,
            LoopAtOrBelow,
            Product,
            JsonSerializer.Deserialize<List<SurveyQuestion>>(Questions, ContractJson.Options)!
        );

    public const string Select =
        "select id, name, type, question, scale_from, scale_to, method, top_boxes, loop_at_or_below, product, "
        + "questions, status, version, created_at, created_by from survey";
}
