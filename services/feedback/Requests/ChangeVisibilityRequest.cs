using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

/// <param name="OnBoard">Other customers see it, without names, on their boards.</param>
public sealed record ChangeVisibilityRequest(bool OnBoard);
