using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Links;

/// <summary>Section <c>Links</c>.</summary>
public sealed class CustomerLinkOptions
{
    /// <summary>Where customers reach the gateway, <c>https://feedback.example.com</c>; without it links are given as
    /// paths.</summary>
    [RegularExpression("^(https?://.+)?$", ErrorMessage = "Links:BaseUrl is not an http or https address.")]
    public string BaseUrl { get; set; } = "";

    public string AnswerLink(string token) => $"{BaseUrl.TrimEnd('/')}/answer/{token}";

    public string BoardLink(string token) => $"{BaseUrl.TrimEnd('/')}/board/{token}";
}
