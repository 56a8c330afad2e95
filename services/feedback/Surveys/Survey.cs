namespace Platform.Feedback.Surveys;

/// <summary>A survey's rules, without I/O: its scale, what a score means, and which answer opens a loop.</summary>
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
