using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Answers;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

public sealed record PreviewWaveRequest([Required] Audience Audience, string? Channel);
