using System.Globalization;
using System.Text;
using Platform.Feedback.Links;
using Platform.Feedback.Surveys;

namespace Platform.Feedback.Waves;

/// <summary>The form of the answer page: the score, the questions of the survey, a comment.</summary>
internal static class AnswerForm
{
    public static string Render(
        Survey survey,
        AnswerInput input,
        bool answered,
        IReadOnlyDictionary<string, string[]>? errors
    )
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h1 id=\"question\">{HtmlPage.Encode(survey.Question)}</h1>");
        if (errors is not null)
            html.Append(
                "<div class=\"errors\" role=\"alert\"><p><strong>Something is missing.</strong> Please look at "
                    + "the marked questions.</p></div>"
            );
        else if (answered)
            html.Append("<p class=\"note\">You have answered already. Send the form again to correct your answer.</p>");
        html.Append("<form method=\"post\" autocomplete=\"off\">");
        if (survey.HasScore)
            Scale(
                html,
                "score",
                null,
                survey.ScaleFrom,
                survey.ScaleTo,
                input.Score?.ToString(CultureInfo.InvariantCulture),
                Ends(survey.Type),
                Error(errors, "score")
            );
        foreach (var question in survey.Questions)
            Question(
                html,
                question,
                input.Replies.GetValueOrDefault(question.Key),
                Error(errors, $"replies.{question.Key}")
            );
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <div class="field"><label class="label" for="comment">{(
                survey.HasScore ? "What is the main reason for your answer?" : "Anything else?"
            )} <span class="soft">(if you like)</span></label>
            <textarea id="comment" name="comment" maxlength="{Survey.MaxComment}">{HtmlPage.Encode(
                input.Comment
            )}</textarea>{ErrorText("comment", Error(errors, "comment"))}</div>
            <label class="check"><input type="checkbox" name="wantsReply" value="1"{(
                input.WantsReply ? " checked" : ""
            )}> <span>I would like to hear from you about this</span></label>
            <button type="submit">{(answered ? "Correct my answer" : "Send my answer")}</button>
            </form>
            """
        );
        return html.ToString();
    }

    private static (string Low, string High) Ends(string type) =>
        type switch
        {
            Survey.Nps => ("Not at all likely", "Extremely likely"),
            Survey.Csat => ("Very dissatisfied", "Very satisfied"),
            _ => ("Very difficult", "Very easy"),
        };

    private static void Question(StringBuilder html, SurveyQuestion question, string? reply, string? error)
    {
        var (name, hint) = ($"q.{question.Key}", question.Required ? "" : " <span class=\"soft\">(if you like)</span>");
        switch (question.Kind)
        {
            case "rating":
                Scale(
                    html,
                    name,
                    HtmlPage.Encode(question.Text) + hint,
                    1,
                    question.ScaleTo!.Value,
                    reply,
                    ("Poor", "Excellent"),
                    error
                );
                break;
            case "choice":
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<fieldset{Described(name, error)}><legend>{HtmlPage.Encode(question.Text)}{hint}</legend>"
                        + $"<div class=\"choices\">"
                );
                foreach (var choice in question.Choices!)
                    html.Append(
                        CultureInfo.InvariantCulture,
                        $"<label><input type=\"radio\" name=\"{HtmlPage.Encode(name)}\" "
                            + $"value=\"{HtmlPage.Encode(choice)}\"{(choice == reply ? " checked" : "")}> "
                            + $"{HtmlPage.Encode(choice)}</label>"
                    );
                html.Append("</div>").Append(ErrorText(name, error)).Append("</fieldset>");
                break;
            default:
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"""
                    <div class="field"><label class="label" for="{HtmlPage.Encode(name)}">{HtmlPage.Encode(
                        question.Text
                    )}{hint}</label>
                    <input type="text" id="{HtmlPage.Encode(name)}" name="{HtmlPage.Encode(
                        name
                    )}" maxlength="{Survey.MaxReply}" value="{HtmlPage.Encode(reply)}"{Described(
                        name,
                        error
                    )}>{ErrorText(name, error)}</div>
                    """
                );
                break;
        }
    }

    /// <summary>Radio buttons under a group's name: the arrow keys move, a screen reader says which end is
    /// which.</summary>
    private static void Scale(
        StringBuilder html,
        string name,
        string? legend,
        int from,
        int to,
        string? chosen,
        (string Low, string High) ends,
        string? error
    )
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<fieldset{(legend is null ? " aria-labelledby=\"question\"" : "")}{Described(name, error)}>"
        );
        if (legend is not null)
            html.Append(CultureInfo.InvariantCulture, $"<legend>{legend}</legend>");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"scale{(to - from >= 7 ? " many" : "")}\" style=\"--n:{to - from + 1}\">"
        );
        for (var value = from; value <= to; value++)
        {
            var meaning =
                value == from ? $" aria-label=\"{value}, {ends.Low}\""
                : value == to ? $" aria-label=\"{value}, {ends.High}\""
                : "";
            var check = chosen == value.ToString(CultureInfo.InvariantCulture) ? " checked" : "";
            html.Append(
                CultureInfo.InvariantCulture,
                $"<label><input type=\"radio\" name=\"{HtmlPage.Encode(name)}\" value=\"{value}\"{meaning}{check}> "
                    + $"{value}</label>"
            );
        }

        html.Append(
            CultureInfo.InvariantCulture,
            $"</div><div class=\"ends\" aria-hidden=\"true\"><span>{from}: {ends.Low}</span><span>{to}: "
                + $"{ends.High}</span></div>{ErrorText(name, error)}</fieldset>"
        );
    }

    private static string? Error(IReadOnlyDictionary<string, string[]>? errors, string field) =>
        errors?.GetValueOrDefault(field)?.FirstOrDefault();

    private static string Described(string name, string? error) =>
        error is null ? "" : $" aria-invalid=\"true\" aria-describedby=\"{HtmlPage.Encode(name)}-error\"";

    private static string ErrorText(string name, string? error) =>
        error is null
            ? ""
            : $"<p class=\"error\" id=\"{HtmlPage.Encode(name)}-error\">This {HtmlPage.Encode(error)}.</p>";
}
