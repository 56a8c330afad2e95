using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Tactics;

public class CaseStudy
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";
    public string Result { get; init; } = "";
    public DateTimeOffset At { get; init; }
}
