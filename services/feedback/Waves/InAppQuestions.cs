using Microsoft.Extensions.Options;
using Platform.Feedback.Links;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Feedback.Waves;

public sealed record InAppQuestions(IReadOnlyList<InAppQuestion> Items);
